import ArgumentParser
import Identifiers

/// `assay model`
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Models, their versions, files and lineage.",
        subcommands: [
            ModelRegisterCommand.self, ModelListCommand.self, ModelSearchCommand.self, ModelShowCommand.self,
            ModelUpdateCommand.self, ModelVersionCommand.self, ModelVersionsCommand.self,
            ModelFilesCommand.self, ModelUploadCommand.self, ModelDownloadCommand.self, ModelSealCommand.self,
            ModelLinkCommand.self, ModelLineageCommand.self, ModelCardCommand.self, ModelRetireCommand.self,
            ModelHoldCommand.self, ModelAliasCommand.self, ModelTransitionCommand.self,
            ModelPromoteCommand.self,
            ModelTransferCommand.self, ModelHistoryCommand.self, ModelExportCommand.self,
            ModelImportCommand.self, ModelQuantizeCommand.self, ModelEvaluationsCommand.self,
        ]
    )
    static let fields = [
        "id", "name", "owner_team", "accountable", "purpose", "risk_class", "description",
        "intended_use", "restrictions", "version_count",
        "created_at", "updated_at",
    ]
}

/// How much harm a model can do, as the catalog grades it.
enum RiskGrade: String, CaseIterable, ExpressibleByArgument {
    case minimal, limited, high, unacceptable
}

/// `assay model register`
struct ModelRegisterCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Register a model.",
        discussion: """
            Example:
              assay model register churn --team ranking --accountable ada@example.com --risk limited \\
                --purpose "Predict which customers leave"
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var name: String
    @Option(help: "Team that owns it.") var team: String
    @Option(help: ArgumentHelp("Person who answers for it.", valueName: "email")) var accountable: String
    @Option(help: "What it is for.") var purpose: String
    @Option(help: "How much harm it can do.") var risk: RiskGrade
    @Option(help: "More about it.") var description: String?

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = [
            "name": .string(name), "owner_team": .string(team), "accountable": .string(accountable),
            "purpose": .string(purpose), "risk_class": .string(risk.rawValue),
        ]
        if let description { body["description"] = .string(description) }
        let made = try await session.server.change(.post, .api("models"), body)
        session.console.report(made, ModelCommand.fields, as: format.format)
    }
}

/// `assay model list`
struct ModelListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List models.",
        discussion: "Example:\n  assay model list --team ranking --risk high --format csv"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: ModelChoice

    func perform(in session: Session) async throws {
        try await choice.report(words: nil, listing, as: format.format, in: session)
    }
}

/// `assay model search`
struct ModelSearchCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find models by words in their names, purposes and descriptions.",
        discussion: "Example:\n  assay model search \"customers leave\" --risk high"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: ModelChoice
    @Argument(help: "Words to look for.") var words: String

    func perform(in session: Session) async throws {
        try await choice.report(words: words, listing, as: format.format, in: session)
    }
}

/// Which models a listing has.
struct ModelChoice: ParsableArguments {
    private static let fields = [
        "name", "owner_team", "accountable", "risk_class", "version_count", "purpose",
    ]

    @Option(help: "Only models of this team.") var team: String?
    @Option(help: "Only models of this grade.") var risk: RiskGrade?

    func report(
        words: String?,
        _ listing: ListingOptions,
        as format: OutputFormat,
        in session: Session
    ) async throws {
        let query = [("q", words), ("owner_team", team), ("risk_class", risk?.rawValue)]
        let models = try await session.server.list(.api("models"), query: query, itemsMax: listing.limit)
        session.console.report(models, Self.fields, as: format)
    }
}

/// `assay model show`
struct ModelShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a model, or one of its versions.",
        discussion: "Examples:\n  assay model show churn\n  assay model show churn 3"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var name: String
    @Argument(help: "Number of a version.") var version: VersionNumber?

    func perform(in session: Session) async throws {
        guard let version else {
            let model = try await session.server.get(.api("models", name)).value
            return session.console.report(model, ModelCommand.fields, as: format.format)
        }
        let path = AddressPath.api("models", name, "versions", version.text)
        let shown = try await session.server.get(path).value
        session.console.report(shown, ModelVersionCommand.fields, as: format.format)
    }
}

/// `assay model update`
struct ModelUpdateCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change what is registered about a model.",
        discussion: "Example:\n  assay model update churn --risk high --purpose \"Decide who gets an offer\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var name: String
    @Option(help: "Team that owns it.") var team: String?
    @Option(help: ArgumentHelp("Person who answers for it.", valueName: "email")) var accountable: String?
    @Option(help: "What it is for.") var purpose: String?
    @Option(help: "How much harm it can do.") var risk: RiskGrade?
    @Option(help: "More about it.") var description: String?

    private var changes: [String: JSONValue] {
        let given = [
            "owner_team": team, "accountable": accountable, "purpose": purpose, "risk_class": risk?.rawValue,
            "description": description,
        ]
        return given.compactMapValues { $0.map { .string($0) } }
    }

    func validate() throws {
        if changes.isEmpty { throw ValidationError("say what to change, such as --purpose or --risk") }
    }

    func perform(in session: Session) async throws {
        let path = AddressPath.api("models", name)
        let tag = try await session.server.get(path).entityTag
        let changed = try await session.server.change(.patch, path, changes, ifMatch: tag)
        session.console.report(changed, ModelCommand.fields, as: format.format)
    }
}
