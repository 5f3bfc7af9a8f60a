package import Identifiers

/// A judgement of a trace or of one of its spans: what somebody or something thought of it, or what was expected.
package struct TraceAssessment: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case feedback
        case expectation
        case issue
    }

    /// `a-` and 32 hexadecimal digits when made here.
    package var id: String
    package var traceID: String
    /// As it travels, with the id and the trace's.
    package var content: [String: JSONValue]

    /// `content` must have been checked; the ids are put into it.
    package init(id: String, traceID: String, content: [String: JSONValue]) {
        self.id = id
        self.traceID = traceID
        self.content = content
        self.content["assessment_id"] = .string(id)
        self.content["trace_id"] = .string(traceID)
    }

    package var name: String { content["assessment_name"]?.string ?? "" }
    /// Nil when it carries no value of any kind.
    package var kind: Kind? { Kind.allCases.first { content[$0.rawValue]?.object != nil } }
    /// False once another one took its place.
    package var isValid: Bool { content["valid"]?.bool ?? true }
    /// The assessment whose place it took.
    package var overrides: String? { content["overrides"]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    /// What a filter compares: the value of a feedback or an expectation when it is a word, a number or a flag.
    package var comparedText: String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }

    /// The same for comparisons of magnitude.
    package var comparedNumber: Double? {
        value?.bool == nil ? value?.double.flatMap { $0.isFinite ? $0 : nil } : nil
    }

    private var value: JSONValue? {
        kind.flatMap { content[$0.rawValue]?["value"] }
    }
}

/// What changes of an assessment; nil stays as it is.
package struct TraceAssessmentChanges: Hashable, Sendable {
    package var name: String?
    /// Of the kind that the assessment has: another one is refused.
    package var value: Value?
    package var rationale: String?
    /// Laid over what is there.
    package var metadata: [String: JSONValue]?
    package var isValid: Bool?

    package struct Value: Hashable, Sendable {
        package var kind: TraceAssessment.Kind
        package var content: JSONValue

        package init(kind: TraceAssessment.Kind, content: JSONValue) {
            self.kind = kind
            self.content = content
        }
    }

    package init() {}

    /// The assessment as it is then; nil when the kinds differ.
    package func applied(to assessment: TraceAssessment, at now: Instant) -> TraceAssessment? {
        var content = assessment.content
        if let name { content["assessment_name"] = .string(name) }
        if let value {
            guard value.kind == assessment.kind else { return nil }
            content[value.kind.rawValue] = value.content
        }
        if let rationale { content["rationale"] = .string(rationale) }
        if let metadata {
            content["metadata"] = .object((content["metadata"]?.object ?? [:]).merging(metadata) { $1 })
        }
        if let isValid { content["valid"] = .bool(isValid) }
        content["last_update_time"] = .string(now.rfc3339)
        return TraceAssessment(id: assessment.id, traceID: assessment.traceID, content: content)
    }
}
