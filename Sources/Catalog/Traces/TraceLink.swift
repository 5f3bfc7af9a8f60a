/// What a trace is linked to besides its experiment.
package enum TraceLink: Hashable, Sendable, Codable {
    case run(RunID)
    /// A version of a prompt, which need not be registered here.
    case prompt(String, version: String)

    /// Traces, and things that they are linked to, of one request at most.
    package static let countMax = 100

    package var kind: String {
        switch self {
        case .run: "run"
        case .prompt: "prompt"
        }
    }

    /// As filters name it: 32 hexadecimal digits, or `name/version`.
    package var target: String {
        switch self {
        case .run(let id): id.hex
        case .prompt(let name, let version): "\(name)/\(version)"
        }
    }
}

/// What came of linking.
package struct TraceLinks: Hashable, Sendable, Codable {
    package var traceIDs: [String]
    package var targets: [TraceLink]
    /// Of the links that were not there before.
    package var newCount: Int

    package init(traceIDs: [String], targets: [TraceLink], newCount: Int) {
        self.traceIDs = traceIDs
        self.targets = targets
        self.newCount = newCount
    }
}
