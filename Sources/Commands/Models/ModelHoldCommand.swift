import ArgumentParser
import Identifiers

/// `assay model hold`
struct ModelHoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Legal holds: while one stands, nothing of the model is purged.",
        subcommands: [
            ModelHoldPlaceCommand.self, ModelHoldListCommand.self, ModelHoldReleaseCommand.self,
        ]
    )
    static let fields = [
        "id", "version", "reason", "is_active", "placed_at", "placed_by", "released_at", "release_reason",
    ]
}

/// `assay model hold place`
struct ModelHoldPlaceCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Put a model or one of its versions under hold.",
        discussion: "Example:\n  assay model hold place churn 3 --reason \"case 7\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of a version; the whole model without it.") var version: VersionNumber?
    @Option(help: "Why.") var reason: String

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = ["reason": .string(reason)]
        body["version"] = version.map { .integer(Int64($0.number)) }
        let made = try await session.server.change(.post, .api("models", model, "holds"), body)
        session.console.report(made, ModelHoldCommand.fields, as: format.format)
    }
}

/// `assay model hold list`
struct ModelHoldListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List holds, also released ones."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String

    func perform(in session: Session) async throws {
        let holds = try await session.server.get(.api("models", model, "holds")).value["items"]?.array ?? []
        session.console.report(.init(items: holds), ModelHoldCommand.fields, as: format.format)
    }
}

/// `assay model hold release`
struct ModelHoldReleaseCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Release a hold.",
        discussion: "Example:\n  assay model hold release churn 01938c1e-… --reason settled"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Id of the hold.") var hold: String
    @Option(help: "Why.") var reason: String

    func perform(in session: Session) async throws {
        let path = AddressPath.api("models", model, "holds", hold, "release")
        let made = try await session.server.change(.post, path, ["reason": .string(reason)])
        session.console.report(made, ModelHoldCommand.fields, as: format.format)
    }
}
