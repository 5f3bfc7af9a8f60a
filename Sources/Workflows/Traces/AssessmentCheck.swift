import Access
import Catalog
import Identifiers

/// Holds assessments, as they travel, against what one may be.
enum AssessmentCheck {
    private static let sourceKinds: Set<String> = [
        "SOURCE_TYPE_UNSPECIFIED", "HUMAN", "LLM_JUDGE", "AI_JUDGE", "CODE",
    ]
    /// Bytes of one assessment at most.
    private static let bytesMax = 1 << 20

    /// The assessment with its id, its times and its validity filled in.
    static func complete(_ given: [String: JSONValue], of trace: String, at now: Instant) throws
        -> TraceAssessment
    {
        var content = given.filter { $0.value != .null }
        let id =
            content["assessment_id"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? "a-"
            + Hexadecimal.encode(AssessmentID.new(at: now).bytes)
        for time in ["create_time", "last_update_time"] where content[time] == nil {
            content[time] = .string(now.rfc3339)
        }
        if content["valid"] == nil { content["valid"] = .bool(true) }
        let assessment = TraceAssessment(id: id, traceID: trace, content: content)
        try check(assessment)
        return assessment
    }

    private static func check(_ assessment: TraceAssessment) throws(InvalidInput) {
        var faults = InputCheck()
        let content = assessment.content
        check(name: assessment.name, &faults)
        if !TraceInfo.isID(assessment.id) {
            faults.fault("assessment_id", "must have 1 to 64 letters, digits, '-' and '_'")
        }
        if TraceAssessment.Kind.allCases.count(where: { content[$0.rawValue] != nil }) != 1
            || assessment.kind == nil
        {
            faults.fault("assessment", "must have one of feedback, expectation and issue")
        }
        if let source = content["source"] {
            let kind = source["source_type"]?.string ?? "SOURCE_TYPE_UNSPECIFIED"
            if source.object == nil || !sourceKinds.contains(kind) {
                faults.fault(
                    "source",
                    "must name a source_type: \(sourceKinds.sorted().joined(separator: ", "))"
                )
            }
        }
        for field in ["span_id", "rationale", "overrides"]
        where content[field].map({ $0.string == nil }) == true {
            faults.fault(field, "must be text")
        }
        for field in ["create_time", "last_update_time"]
        where content[field]?.string.flatMap({ Instant(rfc3339: $0) }) == nil {
            faults.fault(field, "must be a time such as 2026-11-21T05:34:25.566Z")
        }
        if let metadata = content["metadata"] { check(metadata: metadata.object, &faults) }
        if size(.object(content)) > bytesMax {
            faults.fault("assessment", "must have at most \(bytesMax) bytes")
        }
        try faults.finish()
    }

    static func check(_ changes: TraceAssessmentChanges) throws(InvalidInput) {
        var faults = InputCheck()
        if let name = changes.name { check(name: name, &faults) }
        if let metadata = changes.metadata { check(metadata: metadata, &faults) }
        if let value = changes.value, value.content.object == nil {
            faults.fault(value.kind.rawValue, "must be an object")
        }
        let sizes = [
            changes.value.map { size($0.content) }, changes.rationale?.utf8.count,
            changes.metadata.map { size(.object($0)) },
        ]
        if sizes.compactMap({ $0 }).reduce(0, +) > bytesMax / 2 {
            faults.fault("assessment", "must have at most \(bytesMax / 2) bytes")
        }
        try faults.finish()
    }

    private static func check(name: String, _ faults: inout InputCheck) {
        if !(1...250).contains(name.unicodeScalars.count) {
            faults.fault("assessment_name", "must have 1 to 250 characters")
        }
    }

    private static func check(metadata: [String: JSONValue]?, _ faults: inout InputCheck) {
        guard let metadata, metadata.count <= 1_000, metadata.values.allSatisfy({ $0.string != nil }) else {
            faults.fault("metadata", "must be an object of at most 1000 texts")
            return
        }
    }

    /// Bytes of the text, without what escapes need.
    private static func size(_ value: JSONValue) -> Int {
        switch value {
        case .string(let text): text.utf8.count + 2
        case .array(let elements): elements.reduce(2) { $0 + size($1) + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + 4 + size($1.value) }
        default: 8
        }
    }
}

/// Marks ids of assessments.
private enum AssessmentEntity {}
private typealias AssessmentID = Identifier<AssessmentEntity>
