import ArgumentParser
import Identifiers

/// `assay run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs of training code, as it logged them.",
        subcommands: [
            RunListCommand.self, RunSearchCommand.self, RunShowCommand.self, RunMetricsCommand.self,
            RunLineageCommand.self, RunExperimentsCommand.self,
        ]
    )
    static let fields = [
        "id", "experiment_id", "name", "status", "state", "created_by", "user_claim", "started_at",
        "ended_at",
        "metrics", "params", "tags", "datasets", "models_used", "models_made", "artifact_uri",
    ]
}

/// Which runs are looked for, and in which order they come.
struct RunChoice: ParsableArguments {
    enum State: String, CaseIterable, ExpressibleByArgument {
        case live, deleted
    }

    private static let fields = ["id", "name", "status", "started_at", "ended_at", "metrics", "params"]

    @Option(help: ArgumentHelp("Number of an experiment; say it again for more.", valueName: "number"))
    var experiment: [String] = ["0"]
    @Option(help: ArgumentHelp("What comes first, such as \"metrics.loss ASC\".", valueName: "order"))
    var orderBy: [String] = []
    @Option(help: "Which runs.") var state = State.live

    func report(
        filter: String?,
        _ listing: ListingOptions,
        as format: OutputFormat,
        in session: Session
    ) async throws {
        let experiments = experiment.map { ("experiment_id", $0 as String?) }
        let orders = orderBy.map { ("order_by", $0 as String?) }
        let runs = try await session.server.list(
            .api("runs"),
            query: experiments + orders + [("filter", filter), ("state", state.rawValue)],
            itemsMax: listing.limit
        )
        let shown = format == .json ? runs : .init(items: runs.items.map(Self.flat), hasMore: runs.hasMore)
        session.console.report(shown, Self.fields, as: format)
    }

    /// Names and values in one cell each.
    static func flat(_ run: JSONValue) -> JSONValue {
        var fields = run.object ?? [:]
        for list in ["metrics", "params", "tags"] {
            fields[list] = .array(
                (run[list]?.array ?? []).map { pair in
                    .string("\(pair["key"]?.string ?? "")=\(Tabulation.text(pair["value"]))")
                }
            )
        }
        fields["datasets"] = .array(
            (run["datasets"]?.array ?? []).map { used in
                let version = used["dataset_version"].map { "/\(Tabulation.text($0))" } ?? ""
                return .string((used["dataset"]?.string ?? used["name"]?.string ?? "") + version)
            }
        )
        return .object(fields)
    }
}

/// `assay run list`
struct RunListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the runs of an experiment, the newest first.",
        discussion: "Example:\n  assay run list --experiment 7 --limit 20"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: RunChoice

    func perform(in session: Session) async throws {
        try await choice.report(filter: nil, listing, as: format.format, in: session)
    }
}

/// `assay run search`
struct RunSearchCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find runs by what they logged, in the language of MLflow's searches.",
        discussion: """
            Example:
              assay run search "metrics.loss < 0.2 AND params.depth = '3'" --experiment 7 --order-by "metrics.loss ASC"
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var choice: RunChoice
    @Argument(help: "Conditions.") var filter: String

    func perform(in session: Session) async throws {
        try await choice.report(filter: filter, listing, as: format.format, in: session)
    }
}

/// `assay run show`
struct RunShowCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a run: what it logged, what it used and what it made."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Id of the run.") var id: String

    func perform(in session: Session) async throws {
        let run = try await session.server.get(.api("runs", id)).value
        let shown = format.format == .json ? run : RunChoice.flat(run)
        session.console.report(shown, RunCommand.fields, as: format.format)
    }
}

/// `assay run metrics`
struct RunMetricsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "List every point of one metric of a run.",
        discussion: "Example:\n  assay run metrics 0193f0a1b2c37d4e8f5061728394a5b6 loss --format csv"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Id of the run.") var id: String
    @Argument(help: "Name of the metric.") var key: String

    func perform(in session: Session) async throws {
        let points = try await session.server.list(
            .api("runs", id, "metrics"),
            query: [("key", key)],
            itemsMax: listing.limit
        )
        session.console.report(points, ["step", "value", "time"], as: format.format)
    }
}

/// `assay run lineage`
struct RunLineageCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Follow a run to what it made and where that runs, or back to its data.",
        discussion: "Example:\n  assay run lineage 0193f0a1b2c37d4e8f5061728394a5b6 --direction upstream"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var lineage: LineageOptions
    @Argument(help: "Id of the run.") var id: String

    func perform(in session: Session) async throws {
        try await lineage.report(from: "run:\(id)", defaultDirection: .downstream, in: session)
    }
}

/// `assay run experiments`
struct RunExperimentsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments",
        abstract: "List the experiments that runs belong to."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions

    func perform(in session: Session) async throws {
        let found = try await session.server.list(.api("experiments"), itemsMax: listing.limit)
        session.console.report(found, ["id", "name", "state", "created_at", "updated_at"], as: format.format)
    }
}
