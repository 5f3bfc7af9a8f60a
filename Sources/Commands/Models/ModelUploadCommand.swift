import ArgumentParser
import Identifiers

/// `assay model upload`
struct ModelUploadCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload",
        abstract: "Add files to a version that is not sealed.",
        discussion: """
            A folder is sent with its files under their relative paths. Files that are there already with \
            the same \
            content are sent again without harm, so an interrupted upload is simply repeated.

            Examples:
              assay model upload churn 3 weights.safetensors config.json
              assay model upload churn 3 ./export --under onnx
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Argument(help: "Files and folders.") var paths: [String]
    @Option(help: ArgumentHelp("Folder in the version to put them under.", valueName: "folder")) var under:
        String?

    func perform(in session: Session) async throws {
        let sending = FileSending(session: session)
        var sent: [JSONValue] = []
        for (relative, file) in try Self.files(at: paths, under: under) {
            let answer = try await sending.send(file, to: target.path("files").appending(relative))
            sent.append(answer.value)
        }
        session.console.report(.init(items: sent), ModelVersionCommand.fileFields, as: format.format)
    }

    /// What is sent under which path; two files for one path are refused before anything is sent.
    static func files(at paths: [String], under: String?) throws(CommandFailure) -> [(
        relative: String, file: LocalFile
    )] {
        var files: [(relative: String, file: LocalFile)] = []
        for path in paths {
            if LocalFile.isFolder(path) {
                files += try LocalFile.files(below: path)
            } else {
                let file = try LocalFile(path)
                files.append((file.name, file))
            }
        }
        var seen: Set<String> = []
        for (relative, _) in files where !seen.insert(relative).inserted {
            throw .usage("two of the files would become \(relative)")
        }
        guard let under else { return files }
        return files.map { ("\(under)/\($0.relative)", $0.file) }
    }
}
