import ModelFixtures
import Testing

@testable import Inference

@Suite("WordPiece")
struct WordPieceTokenizerTests {
    private static func tokenizer(_ text: String = TinyModel.tokenizer()) throws(ModelFileError)
        -> WordPieceTokenizer
    {
        try WordPieceTokenizer(ModelFile(name: "tokenizer.json", bytes: Array(text.utf8)))
    }

    private static func ids(_ pieces: String) -> [Int32] {
        pieces.split(separator: " ").map { TinyModel.token(String($0)) ?? -1 }
    }

    @Test(
        "Text becomes the longest pieces of each word",
        arguments: [
            ("the cats sat", "the cat ##s sat"), ("unbelievable", "un ##believ ##able"),
            ("THE Cat", "the cat"),
            ("", ""), (" \t\r\n\u{3000}\u{2003}", ""), ("don't-go!", "d ##o ##n ' t - g ##o !"),
            ("café CAFÉ cafe\u{301}", "cafe cafe cafe"),
            ("cats\u{0}\u{200B}\u{FFFD}\u{7}at", "cat ##s ##a ##t"),
            ("文字ab文", "文 字 a ##b 文"), ("й", "и"), ("ЙЙ", "и ##и"), ("中 cat", "[UNK] cat"),
            ("the😀 cat", "[UNK] cat"), ("the 😀", "the [UNK]"),
            (
                "aaaaaaaaaabbbbbbbbbb",
                "a \(String(repeating: "##a ", count: 9))\(String(repeating: "##b ", count: 10))"
            ),
            ("aaaaaaaaaabbbbbbbbbbc", "[UNK]"), ("cat[SEP]sat", "cat [SEP] sat"),
            ("[sep]", "[UNK] s ##e ##p [UNK]"),
            ("a\u{85}b", "a ##b"), ("a\u{A0}b", "a b"), ("a\u{37E}b", "a [UNK] b"), ("\u{130}", "i"),
        ]
    )
    func pieces(text: String, pieces: String) throws {
        #expect(try Self.tokenizer().pieces(of: text) == Self.ids(pieces))
    }

    @Test("Accents and case stay when the file says so")
    func cased() throws {
        let tokenizer = try Self.tokenizer(
            TinyModel.tokenizer(options: #""strip_accents":false,"lowercase":false"#)
        )
        #expect(tokenizer.pieces(of: "й The the") == Self.ids("й [UNK] the"))
        let accented = try Self.tokenizer(
            TinyModel.tokenizer(options: #""strip_accents":false,"lowercase":true"#)
        )
        #expect(accented.pieces(of: "Й THE") == Self.ids("й the"))
    }

    @Test("The input is cut to the limit, its two special tokens included; the file's truncation is ignored")
    func limit() throws {
        let tokenizer = try Self.tokenizer()
        let long = String(repeating: "the cats ", count: 50)
        #expect(tokenizer.pieces(of: long).count == 150)
        #expect(tokenizer.encode(long, tokensMax: 7) == Self.ids("[CLS] the cat ##s the cat [SEP]"))
        #expect(tokenizer.encode("the", tokensMax: 7) == Self.ids("[CLS] the [SEP]"))
        #expect(tokenizer.encode("", tokensMax: 7) == Self.ids("[CLS] [SEP]"))
    }

    @Test("Hangul syllables come apart into jamo, as canonical decomposition says")
    func hangul() {
        let folding = ScalarFolding(
            .init(cleansText: true, separatesChinese: true, stripsAccents: true, lowercases: true)
        )
        #expect(folding.parts(0xAC01).map(\.scalar) == [0x1100, 0x1161, 0x11A8])
        #expect(folding.parts(0xD788).map(\.scalar) == [0x1112, 0x1175])
        #expect(folding[0xF900].role == .alone && folding[0xF900].scalar == 0x8C48)
    }

    @Test(
        "A tokenizer that works otherwise is refused",
        arguments: [
            (#""type":"WordPiece""#, #""type":"BPE""#), ("BertPreTokenizer", "Whitespace"),
            ("BertNormalizer", "NFC"),
            ("BertProcessing", "OtherProcessing"), (#""normalized":false"#, #""normalized":true"#),
            (#""lstrip":false"#, #""lstrip":true"#), (#""unk_token":"[UNK]""#, #""unk_token":"<unk>""#),
            (#""max_input_chars_per_word":20,"#, ""), (#""cls":["[CLS]",2]"#, #""cls":["[CLS]",-2]"#),
            (#""[CLS]":2,"#, #""[CLS]":1,"#), (#""[CLS]":2,"#, #""[CLS]":99999999,"#),
            (#""lowercase":true"#, #""lowercase":1"#),
        ]
    )
    func unsupported(original: String, replacement: String) {
        let text = TinyModel.tokenizer().replacing(original, with: replacement)
        #expect(throws: ModelFileError.self) { try Self.tokenizer(text) }
    }

    @Test("Both spellings of the post-processor mean the same")
    func template() throws {
        let template = """
            "post_processor":{"type":"TemplateProcessing",
            "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},
            {"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
            "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
            "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2]},"[SEP]":{"id":"[SEP]","ids":[3]}}},
            """
        let bert = #""post_processor":{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]},"#
        let tokenizer = try Self.tokenizer(TinyModel.tokenizer().replacing(bert, with: template))
        #expect(tokenizer.encode("cat", tokensMax: 9) == Self.ids("[CLS] cat [SEP]"))
    }
}
