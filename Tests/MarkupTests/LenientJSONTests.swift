import Testing

@testable import Markup

struct LenientJSONTests {
    @Test(
        "every kind of value is read",
        arguments: [
            ("null", LenientJSON.null), (" true ", .bool(true)), ("[false]", .array([.bool(false)])),
            ("-12.50e3", .number("-12.50e3")), ("\"a\\n\\\"\\/\"", .string("a\n\"/")), ("[]", .array([])),
            ("{}", .object([])),
            (
                "{\"a\":[1,{\"b\":null}]}",
                .object([
                    .init(key: "a", value: .array([.number("1"), .object([.init(key: "b", value: .null)])]))
                ])
            ),
            ("\"\\u00e9\\ud83d\\ude00\"", .string("é😀")),
        ]
    )
    func reads(text: String, expected: LenientJSON) throws {
        #expect(try LenientJSONParser.parse(Array(text.utf8)) == expected)
    }

    @Test(
        "broken text is refused with the place of the damage",
        arguments: [
            ("", 0), ("[1,", 3), ("{\"a\" 1}", 5), ("\"abc", 4), ("[1] x", 4), ("[01x]", 3), ("tru", 0),
            ("\"\\q\"", 3),
            ("{a:1}", 1), ("[1 2]", 3),
        ]
    )
    func refuses(text: String, offset: Int) {
        let error = #expect(throws: LenientJSONError.self) { try LenientJSONParser.parse(Array(text.utf8)) }
        #expect(error?.offset == offset)
    }

    @Test("nesting deeper than the limit is refused and does not exhaust the stack")
    func depth() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        let error = #expect(throws: LenientJSONError.self) { try LenientJSONParser.parse(deep) }
        #expect(error?.reason == "more than 128 levels")
    }

    @Test("bytes that are not UTF-8 and half surrogates are repaired and counted")
    func repairs() throws {
        var reader = LenientJSONArray(
            Array("[\"a".utf8) + [0xFF] + Array("b\", \"\\ud800x\", \"fine\"]".utf8)
        )
        #expect(try reader.next() == .string("a\u{FFFD}b"))
        #expect(try reader.next() == .string("\u{FFFD}x"))
        #expect(try reader.next() == .string("fine"))
        #expect(try reader.next() == nil)
        #expect(reader.repairs == 2)
    }

    @Test("elements before a damaged place are kept, and after it there is nothing")
    func salvage() throws {
        var reader = LenientJSONArray(Array("[1, 2, {\"a\": ".utf8))
        #expect(try reader.next() == .number("1"))
        #expect(try reader.next() == .number("2"))
        #expect(throws: LenientJSONError.self) { try reader.next() }
        #expect(try reader.next() == nil)
    }

    @Test("a byte order mark is skipped and text after the array is an error")
    func borders() throws {
        var reader = LenientJSONArray([0xEF, 0xBB, 0xBF] + Array("[1] ]".utf8))
        #expect(try reader.next() == .number("1"))
        #expect(throws: LenientJSONError.self) { try reader.next() }
    }

    @Test(
        "a restriction written in an unknown way still holds",
        arguments: [
            (LenientJSON.bool(true), true), (.bool(false), false), (.number("1"), true),
            (.number("0"), false),
            (.string("true"), true), (.string("false"), false), (.array([]), true), (.string("yes"), true),
        ]
    )
    func lenientTruth(value: LenientJSON, expected: Bool) {
        #expect(value.isTrueOrUnclear == expected)
    }

    @Test("whole numbers are read from digits and from strings; of repeated keys the last counts")
    func lookups() throws {
        let value = try LenientJSONParser.parse(Array("{\"a\":1,\"a\":\"27\",\"n\":null}".utf8))
        #expect(value["a"]?.int == 27)
        #expect(value["n"] == nil)
        #expect(value["missing"] == nil)
    }
}
