import HTTPTypes
import Testing

@testable import MLflowAPI

@Suite("Fields of MLflow requests")
struct MLflowFieldsTests {
    private static func body(_ text: String) throws -> MLflowFields {
        try MLflowFields(body: Array(text.utf8))
    }

    @Test("A body is read leniently: numbers as text, either spelling, unknown fields passed over")
    func lenient() throws {
        let fields = try Self.body(
            #"{"run_id":"r","startTime":"12","step":3.0,"other":[1],"tags":[{"key":"k","value":"v"},{"key":"e"}],"x":null}"#
        )
        #expect(try fields.text("run_id") == "r")
        #expect(try fields.integer("start_time") == 12)
        #expect(try fields.integer("step") == 3)
        #expect(try fields.pairs("tags").map { [$0.key, $0.value] } == [["k", "v"], ["e", ""]])
        #expect(try fields.optionalText("x") == nil)
        #expect(try fields.texts("nothing") == [])
        #expect(try MLflowFields(body: []).optionalText("a") == nil)
    }

    @Test("Metrics may be numbers, their text, NaN and the infinities by name")
    func numbers() throws {
        let fields = try Self.body(
            #"{"a":1,"b":0.5,"c":"NaN","d":"-Infinity","e":"1.5","f":"abc","g":"inf"}"#
        )
        #expect(try fields.number("a") == 1)
        #expect(try fields.number("b") == 0.5)
        #expect(try fields.number("c").isNaN)
        #expect(try fields.number("d") == -.infinity)
        #expect(try fields.number("e") == 1.5)
        #expect(throws: MLflowFault.self) { try fields.number("f") }
        #expect(throws: MLflowFault.self) { try fields.number("g") }
    }

    @Test("What is missing or wrong is named with its place")
    func refusals() throws {
        let fields = try Self.body(
            #"{"name":123,"empty":"","tags":[{"key":"a"},{"value":"b"}],"big":99999999999999999999,"flag":1,"nul":"a\u0000b"}"#
        )
        func message(_ read: () throws -> some Any) -> String {
            let fault = #expect(throws: MLflowFault.self) { _ = try read() }
            #expect(fault?.code == .invalidParameterValue)
            return fault?.message ?? ""
        }
        #expect(
            message { try fields.text("absent") }.hasPrefix("Missing value for required parameter 'absent'.")
        )
        #expect(
            message { try fields.text("empty") }.hasPrefix("Missing value for required parameter 'empty'.")
        )
        #expect(message { try fields.text("name") }.contains("'name' supplied: it must be a string"))
        #expect(message { try fields.pairs("tags") }.contains("'tags[1].key'"))
        #expect(message { try fields.integer("big") }.contains("whole number"))
        #expect(message { try fields.optionalFlag("flag") }.contains("true or false"))
        #expect(message { try fields.texts("name") }.contains("a list"))
        #expect(message { try fields.text("nul") }.contains("NUL"))
        #expect(message { try Self.body(#"{"run_id":"a","runId":"b"}"#).text("run_id") }.contains("both"))
    }

    @Test("Broken and strange bodies are refused with 400 and say where")
    func strangeBodies() {
        for text in [
            "{bad", "[]", "\"a\"", "1", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "\u{FF}",
            String(repeating: "{\"a\":", count: 100),
        ] {
            let fault = #expect(throws: MLflowFault.self, "\(text)") { _ = try Self.body(text) }
            #expect(fault?.status == .badRequest)
        }
    }

    @Test("A query is read like a body, with a plus as a space and repeated parameters as a list")
    func query() throws {
        let fields = try MLflowQuery.fields(
            "filter=name+LIKE+%27a%2Bb%25%27&order_by=a&order_by=b&max_results=5&x"
        )
        #expect(try fields.text("filter") == "name LIKE 'a+b%'")
        #expect(try fields.texts("order_by") == ["a", "b"])
        #expect(try fields.texts("filter").count == 1)
        #expect(try fields.count(default: 100, in: 1...1_000) == 5)
        #expect(try fields.optionalText("x")?.isEmpty == true)
        #expect(try MLflowQuery.fields(String?.none).filledText("a") == nil)
        for odd in ["a=%", "a=%zz", "a=%ff"] {
            #expect(throws: MLflowFault.self) { try MLflowQuery.fields(odd) }
        }
    }

    @Test("A count outside its range is refused with the range")
    func counts() throws {
        for count in ["0", "-1", "1001"] {
            let fields = try MLflowQuery.fields("max_results=\(count)")
            let fault = #expect(throws: MLflowFault.self) { try fields.count(default: 100, in: 1...1_000) }
            #expect(fault?.message.contains("at least 1 and at most 1000") == true)
        }
    }
}
