import Testing

@testable import Inference

@Suite("JSON of model files")
struct JSONReaderTests {
    private static func read(_ text: String) throws(ModelFileError) -> JSONValue {
        try JSONReader.read(Array(text.utf8)[...], file: "f")
    }

    @Test(
        "Values are read with their exact numbers and characters",
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("[]", .array([])), ("{}", .object([])),
            ("-1.5e+3", .number("-1.5e+3")), ("9007199254740993", .number("9007199254740993")),
            (#""a\n\"\\\/\u00e9\ud83d\ude00ü""#, .string("a\n\"\\/é😀ü")),
            (
                #"{"a":[1,{"b":false}]}"#,
                .object([
                    .init(
                        name: "a",
                        value: .array([.number("1"), .object([.init(name: "b", value: .bool(false))])])
                    )
                ])
            ),
        ] as [(String, JSONValue)]
    )
    func accepted(text: String, value: JSONValue) throws {
        #expect(try Self.read(text) == value)
    }

    @Test(
        "Anything that RFC 8259 does not allow is refused",
        arguments: [
            "", "nul", "tru e", "01", "-", "1.", "1e", ".5", "+1", "NaN", "[1,]", "[1 2]", "{\"a\"}",
            "{\"a\":}",
            "{a:1}", "{\"a\":1,}", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"a\nb\"", "1 1", "[", "{\"a\":[", "'a'",
        ]
    )
    func refused(text: String) {
        #expect(throws: ModelFileError.self) { try Self.read(text) }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func notUTF8() {
        #expect(throws: ModelFileError.self) { try JSONReader.read([0x22, 0xC3, 0x28, 0x22], file: "f") }
    }
}
