import Testing

@testable import Inference

@Suite("Tokenizer files that are not understood")
struct TokenizerRefusalTests {
    private static func file(
        normalizer: String = "null",
        preTokenizer: String = "null",
        post: String = "null",
        decoder: String = "null",
        added: String = "",
        model: String = #""type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]"#
    ) -> String {
        """
        {"added_tokens":[\(added)],"normalizer":\(normalizer),"pre_tokenizer":\(preTokenizer),
        "post_processor":\(post),"decoder":\(decoder),"model":{\(model)}}
        """
    }

    private static func error(_ text: String) -> String {
        do throws(ModelFileError) {
            _ = try TokenizerFile.tokenizer(ModelFile(name: "t.json", bytes: Array(text.utf8)))
            return "read"
        } catch { return error.description }
    }

    @Test("A part that is not known is refused by its place and name")
    func parts() {
        #expect(Self.error(Self.file()) == "read")
        let cases = [
            (Self.file(normalizer: #"{"type":"Nmt"}"#), "normalizer.type: is not supported: Nmt"),
            (Self.file(normalizer: #"{"type":"NFC","x":1}"#), "normalizer.x"),
            (Self.file(preTokenizer: #"{"type":"UnicodeScripts"}"#), "pre_tokenizer.type"),
            (
                Self.file(
                    preTokenizer:
                        #"{"type":"Split","pattern":{"Regex":"(a+)+"},"behavior":"Isolated"}"#
                ), "(a+)+"
            ),
            (
                Self.file(
                    preTokenizer:
                        #"{"type":"Sequence","pretokenizers":[{"type":"ByteLevel"},{"type":"Digits"}]}"#
                ), "Digits after ByteLevel"
            ),
            (Self.file(post: #"{"type":"BertProcessing","cls":["x",9],"sep":["a",0]}"#), "9 is no token"),
            (Self.file(decoder: #"{"type":"CTC"}"#), "decoder.type"),
            (Self.file(model: #""type":"WordLevel","vocab":{"a":0}"#), "model.type"),
        ]
        for (text, message) in cases { #expect(Self.error(text).contains(message), "\(Self.error(text))") }
    }

    @Test("Vocabularies and merges that cannot be are refused")
    func vocabularies() {
        let cases = [
            (#""type":"BPE","vocab":{"a":0},"merges":["a b"]"#, "merges[0]"),
            (#""type":"BPE","vocab":{"a":0},"merges":["a"]"#, "merges[0]"),
            (#""type":"BPE","vocab":{"a":0},"merges":[],"dropout":0.1"#, "dropout"),
            (#""type":"BPE","vocab":{"a":99999999},"merges":[]"#, "vocab.a"),
            (#""type":"BPE","vocab":{"a":0,"b":0},"merges":[]"#, "occurs twice"),
            (#""type":"BPE","vocab":{"a":0,"a":1},"merges":[]"#, "occurs twice"),
            (#""type":"BPE","vocab":{},"merges":[]"#, "vocab"),
            (#""type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"x""#, "unk_token"),
            (#""type":"Unigram","vocab":[["a",0]],"unk_id":5"#, "unk_id"),
            (#""type":"Unigram","vocab":[["a"]]"#, "vocab[0]"),
            (#""type":"Unigram","vocab":[]"#, "0 tokens"),
        ]
        for (model, message) in cases {
            let error = Self.error(Self.file(model: model))
            #expect(error.contains(message), "\(error)")
        }
    }

    @Test("Texts that Swift holds equal are different tokens")
    func spellings() throws {
        let model =
            #""type":"BPE","vocab":{"\#u{E9}":0,"e\#u{301}":1,"e":2,"\#u{301}":3},"merges":["e \#u{301}"]"#
        let file = ModelFile(name: "t.json", bytes: Array(Self.file(model: model).utf8))
        let tokenizer = try TokenizerFile.tokenizer(file)
        #expect(tokenizer.pieces(of: "\u{E9}e\u{301}") == [0, 1])
    }

    @Test(
        "A character map that lies about its size or its texts is refused or finds nothing",
        arguments: [[], [1], [8, 0, 0, 0], [255, 255, 255, 255, 0], [3, 0, 0, 0, 1, 2, 3], [0, 0, 0, 0]]
            as [[UInt8]]
    )
    func characterMap(bytes: [UInt8]) {
        #expect(throws: CharacterMap.Defect.self) { try CharacterMap(bytes) }
    }

    @Test("A pattern made to take for ever ends")
    func endless() throws {
        let pattern = try #require(PatternParser.parse(#"\s*\s*\s*\s*\s*\s*\s*\s*x"#))
        let text = [UInt8](repeating: 0x20, count: 4_000)
        var matches = 0
        pattern.forEachMatch(text.span, 0..<text.count) { _ in matches += 1 }
        #expect(matches == 0)
    }
}
