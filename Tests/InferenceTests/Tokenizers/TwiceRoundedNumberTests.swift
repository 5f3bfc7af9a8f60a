import Testing

@testable import Inference

@Suite("Numbers of tokenizer files")
struct TwiceRoundedNumberTests {
    private func value(_ text: String) -> Double { TwiceRoundedNumber(text.utf8).value }

    /// The expected values are the definition worked out with exact arithmetic elsewhere.
    @Test("A number is its digits as a double, times or through a power of ten")
    func values() {
        #expect(value("-10.745589256286621") == -0x1.57dbddfffffffp+3)
        #expect(value("-10.745589256286621") != -10.745589256286621)
        #expect(value("-5.575715065002441") == -5.575715065002441)
        #expect(value("0.1") == 0.1)
        #expect(value("2.5e3") == 2500)
        #expect(value("25E-1") == 2.5)
        #expect(value("1e+2") == 100)
        #expect(value("-0.0").sign == .minus)
    }

    @Test("Digits that 64 bits do not hold count by their place only")
    func manyDigits() {
        #expect(value("0.00000000000000000000000000000012345678901234567890123") == 0x1.40831c305489bp-103)
        #expect(value("123456789012345678901234567890.5") == Double(12345678901234567890 as UInt64) * 1e10)
        #expect(value("1" + String(repeating: "0", count: 400)) == .infinity)
    }

    @Test("Exponents beyond a double's range give zero, infinity or a subnormal number")
    func exponents() {
        #expect(value("5e-324") == .leastNonzeroMagnitude)
        #expect(value("123456789012345678e-330") == 0x0.00005d165967ap-1022)
        #expect(value("1e-9999999999999999999999") == 0)
        #expect(value("1e9999999999999999999999") == .infinity)
        #expect(value("0e9999999999999999999999") == 0)
    }

    /// Both ways of cutting the line cost the same but for the last place of a score.
    @Test("Ways through a text whose scores tie are chosen as the format's reference chooses them")
    func ties() throws {
        let text = """
            {"added_tokens":[],"normalizer":null,"pre_tokenizer":null,"post_processor":null,"decoder":null,
            "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0.0],["#",-3.1375176906585693],
            ["_",-5.575715065002441],["____",-10.745589256286621]]}}
            """
        let tokenizer = try TokenizerFile.tokenizer(ModelFile(name: "t.json", bytes: Array(text.utf8)))
        let line = "#" + String(repeating: "_", count: 42)
        #expect(tokenizer.pieces(of: line) == [1, 3, 3, 2, 3, 2, 3, 3, 3, 3, 3, 3, 3])
    }
}
