import ArgumentParser
import Identifiers

/// `assay model card`
struct ModelCardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: "What people wrote about a model or a version, beside what the catalog knows.",
        subcommands: [
            ModelCardShowCommand.self, ModelCardWriteCommand.self, ModelCardReviewCommand.self,
            ModelCardHistoryCommand.self,
        ],
        defaultSubcommand: ModelCardShowCommand.self
    )
}

/// The model or the version whose card is meant.
struct CardArguments: ParsableArguments {
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of a version.") var version: VersionNumber?

    func path(_ rest: String...) -> AddressPath {
        let version = version.map { ["versions", $0.text] } ?? []
        return AddressPath(["api", "v1", "models", model] + version + ["card"] + rest)
    }
}

/// `assay model card show`
struct ModelCardShowCommand: ClientCommand {
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case markdown, html, json
    }

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the card.",
        discussion: "Example:\n  assay model card churn 3 --format html > card.html"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var target: CardArguments
    @Option(help: "Form of the result.") var format = Form.markdown

    func perform(in session: Session) async throws {
        let card = try await session.server.bytes(target.path(), query: [("format", format.rawValue)])
        let text = String(decoding: card.bytes, as: UTF8.self)
        let isForTerminal = session.console.style.outputIsTerminal && format == .markdown
        session.console.write(isForTerminal ? TerminalText.paragraphs(text) : text, to: .output)
    }
}

/// `assay model card write`
struct ModelCardWriteCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Replace the card by what a JSON file says; every revision is kept.",
        discussion: "Example:\n  assay model card write churn 3 --file card.json"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: CardArguments
    @Option(help: ArgumentHelp("The card as JSON.", valueName: "path")) var file: String

    func perform(in session: Session) async throws {
        let content = try JSONFile.object(file)
        let tag = try await session.server.get(target.path()).entityTag
        let made = try await session.server.change(.put, target.path(), content, ifMatch: tag)
        session.console.report(
            made,
            ["model", "version", "revision", "digest", "written_at"],
            as: format.format
        )
    }
}

/// `assay model card review`
struct ModelCardReviewCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract:
            "Say what the card, or a file that is to become it, lacks; ends with 1 when it lacks something.",
        discussion:
            "Examples:\n  assay model card review churn\n  assay model card review churn --file card.json"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: CardArguments
    @Option(help: ArgumentHelp("A card as JSON that is not written yet.", valueName: "path")) var file:
        String?

    func perform(in session: Session) async throws {
        let review =
            if let file {
                try await session.server.change(
                    .post,
                    target.path("review"),
                    JSONFile.object(file),
                    usesKey: false
                )
                .value
            } else { try await session.server.get(target.path("review")).value }
        let faults = review["faults"]?.array ?? []
        session.console.report(.init(items: faults), ["kind", "field", "detail"], as: format.format)
        if review["is_complete"] != true { throw CommandFailure.told(.answerIsNo) }
    }
}

/// `assay model card history`
struct ModelCardHistoryCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the revisions of the card."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var target: CardArguments

    func perform(in session: Session) async throws {
        var revisions = try await session.server.list(target.path("history"), itemsMax: listing.limit)
        if format.format != .json { revisions.items = revisions.items.compactMap { $0["revision"] } }
        let fields = ["revision", "written_at", "written_by_name", "digest"]
        session.console.report(revisions, fields, as: format.format)
    }
}
