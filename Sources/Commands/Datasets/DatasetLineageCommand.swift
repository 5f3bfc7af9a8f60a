import ArgumentParser

/// `assay dataset lineage`
struct DatasetLineageCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Follow a version of a dataset to everything that came of it.",
        discussion: """
            Examples:
              assay dataset lineage tickets-2026 1
              assay dataset lineage tickets-2026 1 --only deployment --format csv
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var lineage: LineageOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber

    func perform(in session: Session) async throws {
        try await lineage.report(
            from: "dataset:\(name)/\(version.text)",
            defaultDirection: .downstream,
            in: session
        )
    }
}
