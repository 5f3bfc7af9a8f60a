package import Access
package import Identifiers

/// One run of an instrumented program, as its client told it: what went in, what came out, how long it took.
package struct TraceInfo: Hashable, Sendable, Codable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case unspecified = "STATE_UNSPECIFIED"
        case ok = "OK"
        case error = "ERROR"
        case inProgress = "IN_PROGRESS"
    }

    /// Made by the client: `tr-` and 32 hexadecimal digits.
    package var id: String
    package var experimentID: ExperimentID
    package var clientRequestID: String?
    package var state: State
    /// Milliseconds since 1970.
    package var requestedAtMs: Int64
    package var durationMs: Int64?
    package var requestPreview: String?
    package var responsePreview: String?
    /// What does not change once the trace is told.
    package var metadata: [String: String]
    package var tags: [String: String]
    /// Judgements of the trace, each as it travels.
    package var assessments: [JSONValue]
    package var createdBy: PrincipalID

    package init(
        id: String,
        experimentID: ExperimentID,
        clientRequestID: String?,
        state: State,
        requestedAtMs: Int64,
        durationMs: Int64?,
        requestPreview: String?,
        responsePreview: String?,
        metadata: [String: String],
        tags: [String: String],
        assessments: [JSONValue],
        createdBy: PrincipalID
    ) {
        self.id = id
        self.experimentID = experimentID
        self.clientRequestID = clientRequestID
        self.state = state
        self.requestedAtMs = requestedAtMs
        self.durationMs = durationMs
        self.requestPreview = requestPreview
        self.responsePreview = responsePreview
        self.metadata = metadata
        self.tags = tags
        self.assessments = assessments
        self.createdBy = createdBy
    }

    /// Whether `id` can be a trace's: 1 to 64 letters, digits, `-` and `_`.
    package static func isID(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
    }
}
