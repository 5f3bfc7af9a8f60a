import ArgumentParser
import Identifiers

/// `assay deployment`
struct DeploymentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deployment",
        abstract: "Which version runs where, since when.",
        subcommands: [DeploymentListCommand.self, DeploymentAddCommand.self, DeploymentEndCommand.self]
    )
    static let fields = [
        "id", "model", "version", "version_lifecycle", "environment", "environment_class", "endpoint",
        "cluster",
        "namespace", "status", "deployed_at", "ended_at", "end_reason",
    ]
}

/// `assay deployment list`
struct DeploymentListCommand: ClientCommand {
    enum Status: String, CaseIterable, ExpressibleByArgument {
        case active, ended
    }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List deployments, of one model or of all.",
        discussion: "Example:\n  assay deployment list --model churn --status active"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Option(help: "Only of this model.") var model: String?
    @Option(help: "Only in this environment.") var environment: String?
    @Option(help: "Only these.") var status: Status?

    func perform(in session: Session) async throws {
        let path = model.map { AddressPath.api("models", $0, "deployments") } ?? .api("deployments")
        let query = [("environment", environment), ("status", status?.rawValue)]
        let found = try await session.server.list(path, query: query, itemsMax: listing.limit)
        session.console.report(found, DeploymentCommand.fields, as: format.format)
    }
}

/// `assay deployment add`
struct DeploymentAddCommand: ClientCommand {
    enum EnvironmentClass: String, CaseIterable, ExpressibleByArgument {
        case development, test, staging, production
    }

    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Record that a version was deployed; what it takes the place of is ended.",
        discussion: """
            Where it runs is told by --endpoint, --cluster or both.

            Example:
              assay deployment add churn 3 --environment shop --class production --endpoint https://shop.example.com/churn
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber
    @Option(help: "Name of the environment.") var environment: String
    @Option(name: .customLong("class"), help: "What kind of environment it is, when it is new.")
    var environmentClass: EnvironmentClass?
    @Option(help: "Address at which it answers.") var endpoint: String?
    @Option(help: "Cluster that it runs on.") var cluster: String?
    @Option(help: "Namespace in the cluster.") var namespace: String?
    @Option(help: "More about it.") var description: String?
    @Option(help: ArgumentHelp("Since when; now without it.", valueName: "time")) var since: Instant?
    @Flag(help: "Leave running what the model has in that place.") var alongside = false

    func perform(in session: Session) async throws {
        let given = [
            "environment_class": environmentClass?.rawValue, "endpoint": endpoint, "cluster": cluster,
            "namespace": namespace, "description": description, "deployed_at": since?.rfc3339,
        ]
        var body = given.compactMapValues { $0.map { JSONValue.string($0) } }
        body["model"] = .string(model)
        body["version"] = .integer(Int64(version.number))
        body["environment"] = .string(environment)
        if alongside { body["alongside"] = true }
        let made = try await session.server.change(.post, .api("deployments"), body)
        session.console.report(made, DeploymentCommand.fields, as: format.format)
    }
}

/// `assay deployment end`
struct DeploymentEndCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "Record that a deployment ended.",
        discussion: "Example:\n  assay deployment end 01938c1e-5e7a-7cc1-9d3c-0242ac120002 --reason moved"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id of the deployment.") var id: String
    @Option(help: "Why.") var reason: String?

    func perform(in session: Session) async throws {
        let body = reason.map { ["reason": JSONValue.string($0)] } ?? [:]
        let ended = try await session.server.change(.post, .api("deployments", id, "end"), body)
        session.console.report(ended, DeploymentCommand.fields, as: format.format)
    }
}
