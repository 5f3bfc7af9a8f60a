import ArgumentParser
import Identifiers

/// `assay dataset version`
struct DatasetVersionCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Add a version: a file that is sent, or a digest that you claim.",
        discussion: """
            The digest of a file is computed by the server. A digest given by --digest is recorded as your \
            claim, \
            for data that must stay where it is.

            Examples:
              assay dataset version tickets-2026 tickets.parquet
              assay dataset version tickets-2026 --digest sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "File to send.") var file: String?
    @Option(help: ArgumentHelp("sha256: and 64 hexadecimal digits.", valueName: "digest")) var digest: String?
    @Option(help: "What is new in it.") var description: String?

    func validate() throws {
        guard (file == nil) != (digest == nil) else { throw ValidationError("say either a file or --digest") }
        if let digest, !digest.hasPrefix("sha256:") || Digest(hex: digest.dropFirst("sha256:".count)) == nil {
            throw ValidationError("--digest must be sha256: and 64 lower-case hexadecimal digits")
        }
    }

    func perform(in session: Session) async throws {
        let made = try await added(in: session)
        session.console.report(made, ["dataset"] + DatasetCommand.versionFields, as: format.format)
    }
    private func added(in session: Session) async throws -> ServerConnection.Answer {
        let versions = AddressPath.api("datasets", name, "versions")
        if let file {
            let file = try LocalFile(file)
            let path = versions.appending("files").appending(file.name)
            return try await FileSending(session: session).send(
                file,
                to: path,
                query: [("description", description)]
            )
        }
        var body: [String: JSONValue] = ["digest": .string(digest ?? "")]
        if let description { body["description"] = .string(description) }
        return try await session.server.change(.post, versions, body)
    }
}
