import Identifiers
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalJSONTests {
    private func canonical(_ text: String) throws -> String {
        String(decoding: try CanonicalJSON.encode(JSONValue(parsing: text.utf8)), as: UTF8.self)
    }

    // Bit patterns and texts of RFC 8785 appendix B.
    @Test(
        "numbers print as ECMAScript prints them",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)]
    )
    func numbers(bits: UInt64, text: String) throws {
        let value = JSONValue.number(Double(bitPattern: bits))
        #expect(String(decoding: try CanonicalJSON.encode(value), as: UTF8.self) == text)
    }

    @Test(
        "other layouts of numbers",
        arguments: [
            (1.0, "1"), (0.1, "0.1"), (-1.5, "-1.5"), (100, "100"), (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.25e-7, "1.25e-7"), (1e-5, "0.00001"), (123_456.789, "123456.789"), (4.5e300, "4.5e+300"),
        ] as [(Double, String)]
    )
    func layouts(value: Double, text: String) throws {
        #expect(String(decoding: try CanonicalJSON.encode(.number(value)), as: UTF8.self) == text)
    }

    @Test("a hundred thousand random doubles read back as themselves")
    func randomDoubles() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<100_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            let bytes = try CanonicalJSON.encode(.number(value))
            #expect(Double(String(decoding: bytes, as: UTF8.self)) == value)
        }
    }

    @Test("NaN and infinity are refused", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) {
        #expect(throws: CanonicalJSON.Failure.numberNotFinite) { try CanonicalJSON.encode([.number(value)]) }
    }

    @Test(
        "whole numbers beyond 2^53 - 1 are refused",
        arguments: [9_007_199_254_740_992, Int64.max, Int64.min]
    )
    func integersBeyondDouble(value: Int64) throws {
        #expect(throws: CanonicalJSON.Failure.integerBeyondDouble(value)) {
            try CanonicalJSON.encode(.integer(value))
        }
        #expect(try CanonicalJSON.encode(9_007_199_254_740_991) == Array("9007199254740991".utf8))
    }

    // The order of RFC 8785 section 3.2.3: by UTF-16 code unit, where the emoji (D83D) sorts before U+FB33.
    @Test("keys sort by UTF-16 code unit")
    func keyOrder() throws {
        let text = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        let expected = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}"
        #expect(Array(try canonical(text).utf8) == Array(expected.utf8))
    }

    @Test("only what must be escaped is, in the shortest way")
    func escapes() throws {
        let text = #""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\b\f\r\t\u007f""#
        let expected = "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\r\\t\u{7f}\""
        #expect(try canonical(text) == expected)
    }

    @Test("space goes, numbers shorten, literals stay, at every depth")
    func wholeDocument() throws {
        let text =
            #"{ "z" : [ 333333333.33333329, 1E30, 4.50, 2e-3, 1e-27], "#
            + #""a" : [null, true, false, {"y":1,"b":[]}] }"#
        let expected =
            #"{"a":[null,true,false,{"b":[],"y":1}],"z":[333333333.3333333,1e+30,4.5,0.002,1e-27]}"#
        #expect(try canonical(text) == expected)
    }

    @Test(
        "canonical bytes are recognised, others are not",
        arguments: [
            (#"{"a":1,"b":2}"#, true), (#"{"b":2,"a":1}"#, false), (#"{"a": 1}"#, false),
            (#"{"a":1.0}"#, false),
            (#""\u0041""#, false), ("{", false),
        ]
    )
    func recognises(text: String, isCanonical: Bool) {
        #expect(CanonicalJSON.isCanonical(Array(text.utf8)) == isCanonical)
    }
}
