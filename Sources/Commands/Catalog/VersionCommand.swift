import ArgumentParser
import Identifiers

/// `assay model version`
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Versions of a model and their files.",
        subcommands: [
            VersionCreateCommand.self, VersionListCommand.self, VersionShowCommand.self,
            VersionFilesCommand.self,
            VersionUploadCommand.self, VersionDownloadCommand.self, VersionSealCommand.self,
        ]
    )
    static let fields = [
        "id", "model", "version", "state", "description", "manifest_digest", "file_count", "size_bytes",
        "created_at", "sealed_at",
    ]
    static let fileFields = ["path", "size_bytes", "digest", "created_at"]
}

/// A version of a model on the command line.
struct VersionArguments: ParsableArguments {
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of the version.") var version: Int

    func validate() throws {
        guard version > 0 else { throw ValidationError("versions count from 1") }
    }

    func path(_ rest: String...) -> AddressPath {
        AddressPath(["api", "v1", "models", model, "versions", String(version)] + rest)
    }
}

/// `assay model version create`
struct VersionCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Open a new version; its number is the next one.",
        discussion: "Example:\n  assay model version create churn --description \"trained on March\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Option(help: "What is new in it.") var description: String?

    func perform(in session: Session) async throws {
        let body = description.map { ["description": JSONValue.string($0)] } ?? [:]
        let made = try await session.server.change(.post, .api("models", model, "versions"), body)
        session.console.report(made, VersionCommand.fields, as: format.format)
    }
}

/// `assay model version list`
struct VersionListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
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
            "version", "state", "file_count", "size_bytes", "created_at", "sealed_at", "description",
        ]
        session.console.report(versions, fields, as: format.format)
    }
}

/// `assay model version show`
struct VersionShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one version.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let version = try await session.server.get(target.path()).value
        session.console.report(version, VersionCommand.fields, as: format.format)
    }
}

/// `assay model version files`
struct VersionFilesCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "List the files of a version."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let files = try await session.server.get(target.path("files")).value["items"]?.array ?? []
        session.console.report(.init(items: files), VersionCommand.fileFields, as: format.format)
    }
}

/// `assay model version seal`
struct VersionSealCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Close a version for good: its files never change again.",
        discussion: "Example:\n  assay model version seal churn 3"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let tag = try await session.server.get(target.path()).entityTag
        let sealed = try await session.server.change(.post, target.path("seal"), ifMatch: tag)
        session.console.report(sealed, VersionCommand.fields, as: format.format)
    }
}
