import Testing

@testable import Catalog

@Suite("Paths of files in a version")
struct FilePathTests {
    @Test(
        "Relative paths are taken as they are",
        arguments: [
            "model.safetensors", "onnx/model.onnx", "a/b/c/d", ".gitattributes", "..hidden", "a..b/c", "...",
            "with space/x",
            "模型/重み.bin", "-rf", "~", "C:", String(repeating: "p", count: 1024),
        ]
    )
    func takes(text: String) throws {
        #expect(try FilePath(text).text == text)
    }

    @Test(
        "Paths that could leave their folder or mean something else elsewhere are refused",
        arguments: [
            "", "/", "/etc/passwd", "..", ".", "../x", "a/..", "a/../b", "a/../../b", "./a", "a/.", "a/./b",
            "a//b", "a/",
            "//a", "..\\x", "a\\..\\b", "C:\\x", "a\u{0}b", "a\nb", "a\rb", "\u{7F}", "a\u{85}b", "a\u{9B}b",
            String(repeating: "p", count: 1025),
        ]
    )
    func refuses(text: String) {
        #expect(throws: InvalidName.self) { try FilePath(text) }
    }

    @Test("Paths are in the byte order of UTF-8, whatever their locale would say")
    func order() throws {
        let texts = ["B", "a", "a/b", "a-b", "é", "z", "e\u{301}"]
        let sorted = try texts.map { try FilePath($0) }.sorted().map(\.text)
        #expect(
            sorted.map { Array($0.utf8) }
                == texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        )
    }

    @Test(
        "Two spellings of one accent are two paths, as they are two names to most file systems"
    )
    func comparesBytes() throws {
        let (composed, decomposed) = (try FilePath("caf\u{E9}"), try FilePath("cafe\u{301}"))
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect((composed < decomposed) != (decomposed < composed))
    }
}
