import ArgumentParser

/// `assay model lineage`
struct ModelLineageCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Follow a version back to its data, or on to where it runs.",
        discussion: """
            Examples:
              assay model lineage churn 3
              assay model lineage churn 3 --direction downstream --only deployment
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var lineage: LineageOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        let start = "model:\(target.model)/\(target.version.text)"
        try await lineage.report(from: start, defaultDirection: .upstream, in: session)
    }
}
