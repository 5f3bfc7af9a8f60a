import Testing

@testable import Inference

@Suite("Settings of sentence models")
struct SentenceSettingsTests {
    private static func file(_ text: String) -> ModelFile {
        ModelFile(name: "s.json", bytes: Array(text.utf8))
    }

    @Test("The modules say where pooling is and whether vectors have length 1")
    func modules() throws {
        let whole = """
            [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
            {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
            {"idx":2,"name":"2","path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
            """
        let modules = try SentenceModules(Self.file(whole))
        #expect(modules.poolingFolder == "1_Pooling" && modules.normalises)
        #expect(modules.denseFolders.isEmpty)
        let dense = try SentenceModules(
            Self.file(whole.replacing("models.Normalize", with: "models.Dense"))
        )
        #expect(dense.denseFolders == ["2_Normalize"] && !dense.normalises)
        let other = whole.replacing("models.Normalize", with: "models.LayerNorm")
        #expect(throws: ModelFileError.self) { try SentenceModules(Self.file(other)) }
        for text in ["{}", "[1]", #"[{"type":"x.Pooling","path":""}]"#] {
            #expect(throws: ModelFileError.self) { try SentenceModules(Self.file(text)) }
        }
    }

    private static func steps(_ names: [String]) -> String {
        "[" + names.map { #"{"type":"m.\#($0)","path":"\#($0)"}"# }.joined(separator: ",") + "]"
    }

    @Test(
        "Linear layers come after the pooling and before the length, a few at most",
        arguments: [
            (["Transformer", "Pooling", "Dense", "Normalize"], 1),
            (["Transformer", "Pooling", "Dense", "Dense"], 2),
            (["Transformer", "Pooling"] + Array(repeating: "Dense", count: 4), 4),
            (["Transformer", "Pooling"] + Array(repeating: "Dense", count: 5), nil),
            (["Transformer", "Pooling", "Normalize", "Dense"], nil),
            (["Transformer", "Pooling", "Normalize", "Normalize"], nil),
            (["Transformer", "Dense", "Pooling"], nil), (["Transformer", "Dense"], nil),
        ] as [([String], Int?)]
    )
    func order(names: [String], dense: Int?) {
        let modules = try? SentenceModules(Self.file(Self.steps(names)))
        #expect(modules?.denseFolders.count == dense)
    }

    @Test("Prompts come before the text, the default one where none is named")
    func prompts() throws {
        let text = #"{"prompts":{"query":"Q: ","document":""},"default_prompt_name":"query"}"#
        let prompts = try SentencePrompts(Self.file(text))
        #expect(prompts.prompted("x") == "Q: x" && prompts.prompted("x", name: "document") == "x")
        #expect(prompts.prompted("x", name: "other") == nil)
        #expect(SentencePrompts.none.prompted("x") == "x")
        #expect(try SentencePrompts(Self.file("{}")) == .none)
        for text in [#"{"prompts":[]}"#, #"{"prompts":{"a":1}}"#, #"{"default_prompt_name":"a"}"#] {
            #expect(throws: ModelFileError.self) { try SentencePrompts(Self.file(text)) }
        }
    }

    @Test("A vector cut short has length 1 again")
    func truncation() {
        let vector = VectorLength.normalised([3, 4, 12])
        let cut = VectorLength.truncated(vector, to: 2, normalises: true) ?? []
        #expect(cut.count == 2 && abs(cut[0] - 0.6) < 1e-6 && abs(cut[1] - 0.8) < 1e-6)
        #expect(VectorLength.truncated([3, 4, 12], to: 2, normalises: false) == [3, 4])
        #expect(VectorLength.truncated(vector, to: 0, normalises: true) == nil)
        #expect(VectorLength.truncated(vector, to: 4, normalises: true) == nil)
        #expect(VectorLength.normalised([0, 0]) == [0, 0])
    }

    @Test("A long text is cut, refused or divided into windows that cover it and overlap")
    func windows() throws {
        let frame = TokenWindows.Frame(before: [101], after: [102])
        func windows(_ count: Int32, _ longText: TokenWindows.LongText) -> TokenWindows? {
            TokenWindows(Array(0..<count), frame: frame, tokensMax: 6, longText)
        }
        #expect(windows(4, .refuse)?.sequences == [[101, 0, 1, 2, 3, 102]])
        #expect(windows(0, .refuse)?.sequences == [[101, 102]])
        #expect(windows(5, .refuse) == nil)
        #expect(windows(9, .truncate)?.sequences == [[101, 0, 1, 2, 3, 102]])
        #expect(
            windows(9, .windows(overlapTokens: 1))?.sequences == [
                [101, 0, 1, 2, 3, 102], [101, 3, 4, 5, 6, 102], [101, 5, 6, 7, 8, 102],
            ]
        )
        for overlap in [-1, 0, 3, 4, 99] {
            let parts = try #require(windows(50, .windows(overlapTokens: overlap)))
            #expect(Set(parts.sequences.joined()).isSuperset(of: 0..<50))
            #expect(parts.sequences.allSatisfy { $0.count <= 6 })
        }
    }

    @Test("The vector of windows is their mean weighted by tokens")
    func united() throws {
        let frame = TokenWindows.Frame(before: [], after: [])
        let two = try #require(
            TokenWindows([1, 2, 3], frame: frame, tokensMax: 2, .windows(overlapTokens: 0))
        )
        #expect(two.ownTokens == [2, 2])
        #expect(two.unite([[1, 0], [0, 1]], normalises: false) == [0.5, 0.5])
        let united = two.unite([[3, 0], [0, 4]], normalises: true)
        #expect(abs(united[0] - 0.6) < 1e-6 && abs(united[1] - 0.8) < 1e-6)
    }

    @Test("Last-token pooling and the newer single key are read")
    func pooling() throws {
        #expect(
            try SentencePooling(Self.file(#"{"pooling_mode_lasttoken":true}"#), hidden: 8) == .lastToken
        )
        #expect(try SentencePooling(Self.file(#"{"pooling_mode":"cls"}"#), hidden: 8) == .firstToken)
        for text in [#"{"pooling_mode":"max"}"#, #"{"pooling_mode":"mean","include_prompt":false}"#] {
            #expect(throws: ModelFileError.self) { try SentencePooling(Self.file(text), hidden: 8) }
        }
    }
}
