import ArgumentParser
import Identifiers

/// `assay model quantize`
struct ModelQuantizeCommand: ClientCommand {
    enum Scheme: String, CaseIterable, ExpressibleByArgument {
        case int8
        case int8Accurate = "int8-accurate"
    }

    static let configuration = CommandConfiguration(
        commandName: "quantize",
        abstract:
            "Make a quantised version of a model that embeds or ranks, if its results stay near enough.",
        discussion: """
            The vectors of the texts are compared with the parent's, of a model that ranks its scores: ten of the
            texts are then queries and up to a hundred others their documents. A version that differs more than the
            thresholds allow is not made. The file has one text on a line: 50 to 1,000 different ones like those that the model
            is for; empty lines are left out.

            Examples:
              assay model quantize search-encoder 3 --scheme int8 --texts questions.txt
              assay model quantize search-encoder 3 --scheme int8-accurate --texts - < questions.txt
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Option(help: "How weights are stored; the accurate scheme is slower.") var scheme: Scheme
    @Option(help: ArgumentHelp("Texts to compare with, one on a line; - for stdin.", valueName: "path"))
    var texts: String
    @Option(help: "The least cosine that a text's two vectors may have; 0.99 without it.") var leastCosine:
        Double?
    @Option(
        help:
            "Of a model that ranks, 1 less what a pair's two scores may differ; by the scheme 0.9 or 0.95 without it."
    )
    var leastScoreAgreement: Double?
    @Option(
        help:
            "The part of the ten nearest texts, or documents ranked highest, that must stay; by the scheme 0.95 or 0.98 without it."
    )
    var top10Overlap: Double?
    @Option(help: "What the new version is for.") var description: String?

    func validate() throws {
        let thresholds = [
            ("--least-cosine", leastCosine), ("--least-score-agreement", leastScoreAgreement),
            ("--top10-overlap", top10Overlap),
        ]
        for (name, value) in thresholds {
            guard let value, !(0...1).contains(value) else { continue }
            throw ValidationError("\(name) must be a number from 0 to 1")
        }
    }

    func perform(in session: Session) async throws {
        var body: [String: JSONValue] = [
            "scheme": .string(scheme.rawValue),
            "texts": .array(try TextLines.read(texts).map { .string($0) }),
        ]
        var thresholds: [String: JSONValue] = [:]
        if let leastCosine { thresholds["least_cosine"] = .number(leastCosine) }
        if let leastScoreAgreement { thresholds["least_score_agreement"] = .number(leastScoreAgreement) }
        if let top10Overlap { thresholds["top10_overlap"] = .number(top10Overlap) }
        if !thresholds.isEmpty { body["thresholds"] = .object(thresholds) }
        if let description { body["description"] = .string(description) }
        let made = try await session.server.change(.post, target.path("quantize"), body)
        report(made, in: session)
    }

    /// For people and tables the version with its figures beside it; JSON keeps the form of the API.
    private func report(_ made: ServerConnection.Answer, in session: Session) {
        let evaluation = EvaluationFields.flat(made.value["evaluation"] ?? .null)
        var item = made.value["version"]?.object ?? [:]
        for (name, value) in evaluation.object ?? [:] where item[name] == nil { item[name] = value }
        let shown = format.format == .json ? made.value : .object(item)
        let fields =
            ["model", "version", "state", "lifecycle", "source", "size_bytes"] + EvaluationFields.figures
        session.console.report(shown, format.format == .json ? [] : fields, as: format.format)
        session.console.noteAuditEntry(of: made)
    }
}

/// `assay model evaluations`
struct ModelEvaluationsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluations",
        abstract: "Show what a version was found to reach, newest first.",
        discussion: "Example:\n  assay model evaluations search-encoder 4"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var target: VersionArguments

    func perform(in session: Session) async throws {
        var found = try await session.server.list(target.path("evaluations"), itemsMax: listing.limit)
        if format.format != .json {
            found = .init(items: found.items.map(EvaluationFields.flat), hasMore: found.hasMore)
        }
        let fields =
            ["kind", "passed"] + EvaluationFields.figures + ["against", "evaluated_at", "audit_entry"]
        session.console.report(found, fields, as: format.format)
    }
}

/// The columns of an evaluation: its metrics, each beside what it had to reach.
enum EvaluationFields {
    static let figures = [
        "scheme", "least_cosine", "least_cosine_min", "mean_cosine", "top10_overlap", "top10_overlap_min",
        "data_count", "least_score_agreement", "least_score_agreement_min",
    ]

    static func flat(_ evaluation: JSONValue) -> JSONValue {
        guard var fields = evaluation.object else { return evaluation }
        for (name, value) in evaluation["metrics"]?.object ?? [:] { fields[name] = value }
        for (name, value) in evaluation["thresholds"]?.object ?? [:] { fields["\(name)_min"] = value }
        for (name, value) in evaluation["details"]?.object ?? [:] where fields[name] == nil {
            fields[name] = value
        }
        if let model = evaluation["against"]?["model"]?.string,
            let version = evaluation["against"]?["version"]?.integer
        {
            fields["against"] = .string("\(model)/\(version)")
        }
        return .object(fields)
    }
}
