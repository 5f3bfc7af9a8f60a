/// One step of a trace.
package struct TraceSpan: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable, CaseIterable {
        case unset = "UNSET"
        case ok = "OK"
        case error = "ERROR"
    }

    package var traceID: String
    /// Sixteen hexadecimal digits.
    package var id: String
    /// Nil for the root.
    package var parentID: String?
    package var name: String
    /// MLflow's type of span, such as `LLM`; empty when none was told.
    package var kind: String
    package var status: Status
    /// Nanoseconds since 1970; 0 for an end that was not told.
    package var startedAtNs: Int64
    package var endedAtNs: Int64
    /// What the root took in and gave back, in the form of the client; nil for other spans.
    package var inputs: String?
    package var outputs: String?
    /// The whole span as JSON text, in the form of OpenTelemetry's protocol buffers.
    package var content: String

    package init(
        traceID: String,
        id: String,
        parentID: String?,
        name: String,
        kind: String,
        status: Status,
        startedAtNs: Int64,
        endedAtNs: Int64,
        inputs: String?,
        outputs: String?,
        content: String
    ) {
        self.traceID = traceID
        self.id = id
        self.parentID = parentID
        self.name = name
        self.kind = kind
        self.status = status
        self.startedAtNs = startedAtNs
        self.endedAtNs = endedAtNs
        self.inputs = inputs
        self.outputs = outputs
        self.content = content
    }
}

/// What came of telling spans.
package struct SpanReceipt: Hashable, Sendable, Codable {
    package var experimentID: ExperimentID
    package var traceIDs: [String]
    package var spanCount: Int

    package init(experimentID: ExperimentID, traceIDs: [String], spanCount: Int) {
        self.experimentID = experimentID
        self.traceIDs = traceIDs
        self.spanCount = spanCount
    }
}
