import ArgumentParser
import Identifiers

/// `assay lineage`
struct LineageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Which versions of models were made from which versions of datasets.",
        subcommands: [LineageAddCommand.self, LineageShowCommand.self]
    )
    static let fields = [
        "model", "model_version", "role", "dataset", "dataset_version", "dataset_digest", "digest_origin",
    ]
}

/// What a dataset was to a model.
enum DatasetUse: String, CaseIterable, ExpressibleByArgument {
    case training, validation, evaluation
}

/// `assay lineage add`
struct LineageAddCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Record that a version of a model was made from a version of a dataset.",
        discussion:
            "Example:\n  assay lineage add churn 3 --dataset tickets-2026 --dataset-version 1 --role training"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Option(help: "Name of the dataset.") var dataset: String
    @Option(help: "Number of its version.") var datasetVersion: Int
    @Option(help: "What it was used for.") var role = DatasetUse.training

    func perform(in session: Session) async throws {
        let body: [String: JSONValue] = [
            "dataset": .string(dataset), "dataset_version": .integer(Int64(datasetVersion)),
            "role": .string(role.rawValue),
        ]
        let made = try await session.server.change(.post, target.path("lineage"), body)
        session.console.report(made, LineageCommand.fields, as: format.format)
    }
}

/// `assay lineage show`
struct LineageShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show what a version of a model was made from, or with --dataset what was made from a dataset.",
        discussion: """
            Examples:
              assay lineage show churn 3
              assay lineage show --dataset tickets-2026 1
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Flag(help: "The name is a dataset's.") var dataset = false
    @Argument(help: "Name of the model or dataset.") var name: String
    @Argument(help: "Number of the version.") var version: Int

    func perform(in session: Session) async throws {
        let kind = dataset ? "datasets" : "models"
        let path = AddressPath.api(kind, name, "versions", String(version), "lineage")
        let edges = try await session.server.get(path).value["items"]?.array ?? []
        session.console.report(.init(items: edges), LineageCommand.fields, as: format.format)
    }
}
