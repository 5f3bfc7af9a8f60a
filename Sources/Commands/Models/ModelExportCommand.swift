import ArgumentParser
import FoundationEssentials
import Identifiers

/// `assay model export`
struct ModelExportCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Fetch everything about a model as one archive, which another server can import.",
        discussion: "Example:\n  assay model export churn --output churn.tar"
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: "Name of the model.") var model: String
    @Option(help: ArgumentHelp("File to write; NAME.tar without it.", valueName: "path")) var output: String?
    @Flag(help: "Replace a file that is there already.") var overwrite = false

    func perform(in session: Session) async throws {
        let place = output ?? "\(model).tar"
        guard overwrite || !FileManager.default.fileExists(atPath: place) else {
            throw CommandFailure.answerIsNo("\(place) is there already; say --overwrite to replace it")
        }
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        let response = try await session.server.open(.api("models", model, "export"))
        try await DownloadedFile(path: place).receive(response, digest: nil) { done in
            bar.show("exporting", done: done, total: nil, unit: .bytes)
        }
        bar.end()
        session.console.say(place)
    }
}

/// `assay model import`
struct ModelImportCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Register a model from an archive that another server exported.",
        discussion: "Example:\n  assay model import churn.tar --team ranking --accountable ada@example.com"
    )
    private static let fields = [
        "model", "origin_name", "version_count", "claim_count", "manifest_digest", "imported_at",
    ]

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "The archive.") var file: String
    @Option(help: "Team that owns it here.") var team: String
    @Option(help: ArgumentHelp("Person who answers for it here.", valueName: "email")) var accountable: String
    @Option(help: "Another name than it had.") var name: String?

    func perform(in session: Session) async throws {
        let query = [("name", name), ("owner_team", team), ("accountable", accountable)]
        let made = try await FileSending(session: session).send(
            try LocalFile(file),
            by: .post,
            to: .api("models", "import"),
            query: query
        )
        session.console.report(made, Self.fields, as: format.format)
    }
}
