package import FoundationEssentials

/// A folder of one test, removed with everything in it when the test is over.
///
/// Other users may pass through but not list it: a server under another account keeps its files inside.
package struct TemporaryFolder: Sendable {
    package let url: URL

    /// A folder that another process made and removes.
    package init(path: String) {
        url = URL(filePath: path)
    }

    package var path: String { url.path(percentEncoded: false) }

    package func url(_ relativePath: String) -> URL { url.appending(path: relativePath) }

    package func path(_ relativePath: String) -> String { url(relativePath).path(percentEncoded: false) }

    /// - Parameter parent: nil for the system's temporary folder.
    package static func create(
        named prefix: String = "assay-test",
        in parent: URL? = nil
    ) throws -> TemporaryFolder {
        var generator = SystemRandomNumberGenerator()
        let name = "\(prefix)-\(String(generator.next(), radix: 36))"
        let url = (parent ?? FileManager.default.temporaryDirectory).resolvingSymlinksInPath()
            .appending(path: name)
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o711]
        )
        return TemporaryFolder(path: url.path(percentEncoded: false))
    }

    package func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}

/// Gives `body` a folder that exists only while it runs.
@discardableResult
package func withTemporaryFolder<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws
    -> Result
{
    let folder = try TemporaryFolder.create()
    defer { folder.remove() }
    return try await body(folder)
}
