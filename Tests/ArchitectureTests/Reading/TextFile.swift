import Testing

/// A file that people read, as numbered lines.
struct TextFile: Sendable, CustomTestStringConvertible {
    var path: String
    var text: String

    var testDescription: String { path }

    /// Lines with their one-based numbers.
    var lines: [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { (number: $0.offset + 1, text: $0.element) }
    }

    /// Whether the name says that the file is text that the rules apply to.
    static func isText(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else {
            return ["Makefile", "LICENSE", "run"].contains(name) || path.hasPrefix("scripts/")
        }
        let suffixes: Set = [
            "swift", "md", "sh", "json", "sql", "yml", "yaml", "html", "css", "js", "h", "c", "csv", "txt",
            "modulemap", "gitignore",
        ]
        return suffixes.contains(String(name[name.index(after: dot)...]))
    }
}
