import ArgumentParser
import Identifiers

/// `assay dataset search`
struct DatasetSearchCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find datasets by words in their names, purposes and descriptions.",
        discussion: "Example:\n  assay dataset search tickets --sensitivity confidential --residency EU"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: DatasetChoice
    @Argument(help: "Words to look for.") var words: String

    func perform(in session: Session) async throws {
        try await choice.report(words: words, listing, as: format.format, in: session)
    }
}

/// Which datasets a listing has.
struct DatasetChoice: ParsableArguments {
    private static let fields = [
        "name", "owner_team", "sensitivity", "licence", "residency", "version_count", "description",
    ]

    @Option(help: "Only datasets of this team.") var team: String?
    @Option(help: "Only datasets of this sensitivity.") var sensitivity: DataSensitivity?
    @Option(help: "Only datasets that must stay there.") var residency: String?
    @Option(help: "Only datasets under this licence.") var licence: String?

    func report(
        words: String?,
        _ listing: ListingOptions,
        as format: OutputFormat,
        in session: Session
    ) async throws {
        let query = [
            ("q", words), ("owner_team", team), ("sensitivity", sensitivity?.rawValue),
            ("residency", residency),
            ("licence", licence),
        ]
        let datasets = try await session.server.list(.api("datasets"), query: query, itemsMax: listing.limit)
        session.console.report(datasets, Self.fields, as: format)
    }
}
