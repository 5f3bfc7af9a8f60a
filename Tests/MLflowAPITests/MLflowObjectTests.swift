import Identifiers
import Testing

@testable import MLflowAPI

@Suite("Answers to MLflow's clients")
struct MLflowObjectTests {
    @Test("Members keep their order, nothing is left out but what is nil or an empty list")
    func forms() {
        var inner = MLflowObject()
        inner.add("key", "k\"\\\n\u{1}é")
        var object = MLflowObject()
        object.add("text", "")
        object.add("missing", String?.none)
        object.add("number", Int64.max)
        object.add("nan", Double.nan)
        object.add("infinite", -Double.infinity)
        object.add("half", 0.5)
        object.add("flag", false)
        object.add("none", [MLflowObject]())
        object.add("many", [inner, MLflowObject()])
        object.add("texts", ["a", "b"])
        object.add("document", ["b": 1, "a": [nil, true]] as JSONValue)
        let text = String(decoding: object.finished, as: UTF8.self)
        #expect(
            text
                == #"{"text":"","number":9223372036854775807,"nan":"NaN","infinite":"-Infinity","half":0.5,"flag":false,"many":[{"key":"k\"\\\u000a\u0001é"},{}],"texts":["a","b"],"document":{"a":[null,true],"b":1}}"#
        )
        #expect(MLflowObject().finished == Array("{}".utf8))
    }
}
