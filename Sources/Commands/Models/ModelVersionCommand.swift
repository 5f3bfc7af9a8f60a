import ArgumentParser
import Identifiers

/// `assay model version`
struct ModelVersionCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Open a new version; its number is the next one.",
        discussion: "Example:\n  assay model version churn --description \"trained on March\""
    )
    static let fields = [
        "id", "model", "version", "state", "lifecycle", "description", "manifest_digest", "file_count",
        "size_bytes",
        "created_at", "sealed_at", "source", "run_id", "logged_model_id",
    ]
    static let fileFields = ["path", "size_bytes", "digest", "created_at"]

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Option(help: "What is new in it.") var description: String?

    func perform(in session: Session) async throws {
        let body = description.map { ["description": JSONValue.string($0)] } ?? [:]
        let made = try await session.server.change(.post, .api("models", model, "versions"), body)
        session.console.report(made, ModelVersionCommand.fields, as: format.format)
    }
}

/// `assay model versions`
struct ModelVersionsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: "List the versions of a model."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Name of the model.") var model: String

    func perform(in session: Session) async throws {
        let versions = try await session.server.list(
            .api("models", model, "versions"),
            itemsMax: listing.limit
        )
        let fields = [
            "version", "state", "lifecycle", "file_count", "size_bytes", "created_at", "sealed_at",
            "description",
        ]
        session.console.report(versions, fields, as: format.format)
    }
}

/// `assay model files`
struct ModelFilesCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "List the files of a version."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let files = try await session.server.get(target.path("files")).value["items"]?.array ?? []
        session.console.report(.init(items: files), ModelVersionCommand.fileFields, as: format.format)
    }
}

/// `assay model seal`
struct ModelSealCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Close a version for good: its files never change again.",
        discussion: "Example:\n  assay model seal churn 3"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let tag = try await session.server.get(target.path()).entityTag
        let sealed = try await session.server.change(.post, target.path("seal"), ifMatch: tag)
        session.console.report(sealed, ModelVersionCommand.fields, as: format.format)
    }
}
