import Foundation
import Identifiers
import Testing

@Suite("JSON values")
struct JSONValueTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

    @Test(
        "every kind of value is read",
        arguments: [
            ("null", .null), ("true", true), (" false\n", false), ("0", 0), ("-0", .number(0)), ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("100000000000000000000", .number(1e20)), ("1.0", .number(1)), ("1e2", .number(100)),
            ("2.5E-1", 0.25),
            (#""a\u00e9\n\/""#, "aé\n/"), (#""a\"\\\/\b\f\n\r\tü\u00e9z""#, "a\"\\/\u{8}\u{c}\n\r\tüéz"),
            (#""\ud83d\ude00""#, "😀"), ("[]", []), ("[1,[2]]", [1, [2]]),
            ("{}", [:]),
            (#"{"a":{"b":null}}"#, ["a": ["b": nil]]),
        ] as [(String, JSONValue)]
    )
    func reads(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(
        "a defect is named with the byte where it is",
        arguments: [
            ("", .unexpectedEnd, 0), ("[1,", .unexpectedEnd, 3), ("[1,]", .unexpectedByte, 3),
            ("nul", .unexpectedEnd, 3),
            ("{} x", .trailingBytes, 3), ("01", .trailingBytes, 1), ("-", .unexpectedEnd, 1),
            ("1.x", .invalidNumber, 2),
            ("NaN", .unexpectedByte, 0), ("Infinity", .unexpectedByte, 0),
            ("1e400", .numberNotRepresentable, 0),
            ("18446744073709551615", .numberNotRepresentable, 0), (#"{"a":1,"a":2}"#, .duplicateKey("a"), 7),
            (#"{"a":null,"a":null}"#, .duplicateKey("a"), 10),
            (#"{"a":1,"\u0061":2}"#, .duplicateKey("a"), 7), ("{a:1}", .unexpectedByte, 1),
            (#"{"a"}"#, .unexpectedByte, 4), (#"{"a":}"#, .unexpectedByte, 5),
            (#"{"a":1,}"#, .unexpectedByte, 7),
            ("[1 2]", .unexpectedByte, 3), ("tru e", .unexpectedByte, 3), (".5", .unexpectedByte, 0),
            ("+1", .unexpectedByte, 0), ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2),
            ("'a'", .unexpectedByte, 0), ("\"a\\nb\u{1}\"", .controlCharacterInString, 5),
            (#""\x""#, .invalidEscape, 1),
            (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1),
            (#""\ud800\u0041""#, .loneSurrogate, 1),
            (#""\u12"#, .unexpectedEnd, 5), ("\"a\u{1}\"", .controlCharacterInString, 2),
            ("\"a", .unexpectedEnd, 2),
            ("\u{FEFF}1", .unexpectedByte, 0), ("{\"e\u{301}\":1,\"\u{e9}\":2}", .duplicateKey("\u{e9}"), 9),
        ] as [(String, JSONSyntaxError.Problem, Int)]
    )
    func refuses(text: String, problem: JSONSyntaxError.Problem, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try parse(text) }
        #expect(error?.problem == problem)
        #expect(error?.byteOffset == offset)
        #expect(error?.description.contains("byte \(offset)") == true)
    }

    @Test("whole numbers that would lose digits are rounded only where the caller asks for it")
    func longIntegers() throws {
        let text = "[18446744073709551615,9223372036854775807]"
        let value = try JSONValue(parsing: text.utf8, roundsLongIntegers: true)
        #expect(value == [.number(18_446_744_073_709_551_616), .integer(.max)])
        #expect(value.array?[0].integer == nil)
        #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: ("1" + String(repeating: "0", count: 400)).utf8, roundsLongIntegers: true)
        }
    }

    @Test("invalid UTF-8 is refused")
    func invalidUTF8() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22])
        }
        #expect(error?.problem == .invalidUTF8)
    }

    @Test("nesting is accepted up to the limit and refused one level over it")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try JSONValue(parsing: nested(64).utf8)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(65).utf8) }
        #expect(error?.problem == .nestedTooDeep(depthMax: 64))
        #expect(error?.byteOffset == 64)
    }

    @Test("Codable keeps every kind of value")
    func codable() throws {
        let value: JSONValue = ["a": [1, 2.5, "x", true, nil], "b": ["c": .integer(.max)]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
    }

    @Test("accessors answer only for their own kind")
    func accessors() {
        let value: JSONValue = ["n": 3, "f": 0.5, "s": "t", "b": false, "l": [1]]
        #expect(
            value["n"]?.integer == 3 && value["n"]?.int == 3 && value["n"]?.double == 3
                && value["n"]?.bool == nil
        )
        #expect(value["f"]?.integer == nil && value["f"]?.int == nil && value["f"]?.double == 0.5)
        #expect(value["s"]?.string == "t" && value["s"]?.integer == nil)
        #expect(value["b"]?.bool == false && value["l"]?.array == [1] && value["absent"] == nil)
    }
}
