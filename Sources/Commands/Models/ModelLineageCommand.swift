import ArgumentParser
import Identifiers

/// `assay model lineage`
struct ModelLineageCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Show what a version was made from.",
        discussion: "Example:\n  assay model lineage churn 3"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let edges = try await session.server.get(target.path("lineage")).value["items"]?.array ?? []
        session.console.report(.init(items: edges), LineageFields.all, as: format.format)
    }
}
