import ArgumentParser
import Identifiers

/// What a dataset was to a model.
enum DatasetUse: String, CaseIterable, ExpressibleByArgument {
    case training, validation, evaluation
}

/// `assay model link`
struct ModelLinkCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Record that a version was made from a version of a dataset.",
        discussion:
            "Example:\n  assay model link churn 3 --dataset tickets-2026 --dataset-version 1 --role training"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Option(help: "Name of the dataset.") var dataset: String
    @Option(help: "Number of its version.") var datasetVersion: VersionNumber
    @Option(help: "What it was used for.") var role = DatasetUse.training

    func perform(in session: Session) async throws {
        let body: [String: JSONValue] = [
            "dataset": .string(dataset), "dataset_version": .integer(Int64(datasetVersion.number)),
            "role": .string(role.rawValue),
        ]
        let made = try await session.server.change(.post, target.path("lineage"), body)
        session.console.report(made, LineageFields.all, as: format.format)
    }
}
