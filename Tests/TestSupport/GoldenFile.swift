package import Foundation
package import Testing

/// An expected output that is kept in a file beside the test and reviewed like code.
package struct GoldenFile: Sendable {
    /// Set to 1, every golden is rewritten from the actual output, and the test fails so that nobody leaves
    /// it set.
    package static let variable = "RECORD_GOLDEN"

    package let url: URL

    /// `relativePath` is taken from the folder of the test's source file.
    package init(_ relativePath: String, besideTest testFile: String = #filePath) {
        url =
            URL(filePath: testFile).deletingLastPathComponent().appending(path: relativePath)
            .standardizedFileURL
    }

    package static var isRecording: Bool { ProcessInfo.processInfo.environment[variable] == "1" }

    /// Records an issue at the first line that differs; a missing file is written and also fails.
    package func expect(_ actual: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let expected = try? String(contentsOf: url, encoding: .utf8)
        guard let expected, !Self.isRecording else {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(actual.utf8).write(to: url)
            Issue.record(
                "wrote \(url.lastPathComponent); review it and run again",
                sourceLocation: sourceLocation
            )
            return
        }
        guard expected != actual else { return }
        let difference = Self.firstDifference(expected, actual)
        Issue.record(
            "\(url.lastPathComponent) \(difference); if that is right, run again with \(Self.variable)=1",
            sourceLocation: sourceLocation
        )
    }

    static func firstDifference(_ expected: String, _ actual: String) -> String {
        let lines = (expected.lines, actual.lines)
        for index in 0..<max(lines.0.count, lines.1.count) {
            let old = index < lines.0.count ? "'\(lines.0[index])'" : "the end"
            let new = index < lines.1.count ? "'\(lines.1[index])'" : "the end"
            if old != new { return "differs in line \(index + 1): expected \(old), got \(new)" }
        }
        return "differs in its line ends"
    }
}

extension String {
    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
