import ArgumentParser
import Foundation
import Identifiers

/// `assay model download`
struct ModelDownloadCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "download",
        abstract: "Fetch the files of a version and check each against its recorded digest.",
        discussion: """
            Without paths all files are fetched. Files that are there already are left alone unless --overwrite is said.

            Example:
              assay model download churn 3 --into ./churn-3
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var target: VersionArguments
    @Argument(help: "Paths in the version; all when none is given.") var paths: [String] = []
    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var into = "."
    @Flag(help: "Replace files that are there already.") var overwrite = false

    func perform(in session: Session) async throws {
        let listed = try await session.server.get(target.path("files")).value["items"]?.array ?? []
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        for file in try Self.chosen(paths, from: listed) {
            let place = "\(into)/\(file.path)"
            guard overwrite || !FileManager.default.fileExists(atPath: place) else {
                throw CommandFailure.answerIsNo("\(place) is there already; say --overwrite to replace it")
            }
            let response = try await session.server.open(target.path("files").appending(file.path))
            try await DownloadedFile(path: place).receive(response, digest: file.digest) { done in
                bar.show("downloading", done: done, total: file.sizeBytes, unit: .bytes)
            }
            bar.end()
            session.console.say(place)
        }
    }

    struct RemoteFile: Hashable {
        let path: String
        let digest: Digest
        let sizeBytes: Int64
    }

    /// The listed files that were asked for. A path that would lead out of the folder is refused whole.
    static func chosen(_ paths: [String], from listed: [JSONValue]) throws(CommandFailure) -> [RemoteFile] {
        var files: [RemoteFile] = []
        for item in listed {
            guard let path = item["path"]?.string, let size = item["size_bytes"]?.integer,
                let digest = item["digest"]?.string.flatMap({ Digest(hex: $0.replacing("sha256:", with: "")) }
                )
            else { throw .impossible("the server's list of files is not understood") }
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") })
            else {
                throw .impossible(
                    "the server names a file \(TerminalText.singleLine(path)), which leads elsewhere"
                )
            }
            files.append(RemoteFile(path: path, digest: digest, sizeBytes: size))
        }
        guard !paths.isEmpty else { return files }
        if let missing = paths.first(where: { path in !files.contains { $0.path == path } }) {
            throw .answerIsNo("the version has no file \(missing)")
        }
        return files.filter { paths.contains($0.path) }
    }
}
