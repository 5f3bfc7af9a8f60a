import ArgumentParser
import Identifiers

/// `assay dataset lineage`
struct DatasetLineageCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Show what was made from a version of a dataset.",
        discussion: "Example:\n  assay dataset lineage tickets-2026 1"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber

    func perform(in session: Session) async throws {
        let path = AddressPath.api("datasets", name, "versions", version.text, "lineage")
        let edges = try await session.server.get(path).value["items"]?.array ?? []
        session.console.report(.init(items: edges), LineageFields.all, as: format.format)
    }
}
