import ArgumentParser
import Identifiers

/// Which way lineage is followed, how far, and which things of it are shown.
struct LineageOptions: ParsableArguments {
    enum Direction: String, CaseIterable, ExpressibleByArgument {
        case downstream, upstream
    }

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case datasetVersion = "dataset_version"
        case run
        case loggedModel = "logged_model"
        case modelVersion = "model_version"
        case featureSet = "feature_set"
        case deployment
    }

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, json, csv, markdown, html, mermaid
    }

    private static let fields = ["depth", "kind", "label", "detail", "ref", "is_deleted"]

    @Option(help: "Towards deployments, or back to data.") var direction: Direction?
    @Option(help: "Only things of this kind, as a list.") var only: Kind?
    @Option(help: "The most steps.") var depth = 8
    @Option(help: "The most things.") var limit = 500
    @Option(help: "Form of the result; text is a tree.") var format = Form.text

    /// Asks and reports. Ends with status 1 when things of a kind were asked for and there are none.
    func report(from start: String, defaultDirection: Direction, in session: Session) async throws {
        let query: [(String, String?)] = [
            ("from", start), ("direction", (direction ?? defaultDirection).rawValue),
            ("depth", String(depth)),
            ("limit", String(limit)),
        ]
        if format == .mermaid {
            let text = try await session.server.bytes(.api("lineage"), query: query + [("format", "mermaid")])
            return session.console.write(String(decoding: text.bytes, as: UTF8.self), to: .output)
        }
        let answer = try await session.server.get(.api("lineage"), query: query).value
        let graph = try LineageGraph(answer)
        session.console.write(written(answer, graph), to: .output)
        for remark in graph.remarks { session.console.note(remark) }
        if only != nil, chosen(answer).isEmpty { throw CommandFailure.told(.answerIsNo) }
    }

    private func chosen(_ answer: JSONValue) -> [JSONValue] {
        let nodes = answer["nodes"]?.array ?? []
        return only.map { kind in nodes.filter { $0["kind"]?.string == kind.rawValue } } ?? nodes
    }

    private func written(_ answer: JSONValue, _ graph: LineageGraph) -> String {
        switch OutputFormat(rawValue: format.rawValue) ?? .text {
        case .text where only == nil: graph.tree
        case .json where only == nil: JSONText.pretty(answer)
        case let form: Tabulation(Self.fields, chosen(answer)).written(as: form)
        }
    }
}
