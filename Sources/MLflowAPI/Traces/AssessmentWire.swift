import Catalog
import Identifiers

/// Assessments in MLflow's form.
enum AssessmentWire {
    private static let texts = [
        "assessment_id", "assessment_name", "span_id", "create_time", "last_update_time", "rationale",
        "overrides",
    ]
    private static let documents = ["source", "feedback", "expectation", "issue", "metadata"]

    /// The members that an assessment has; others are passed over.
    static func content(_ fields: MLflowFields) throws(MLflowFault) -> [String: JSONValue] {
        var content: [String: JSONValue] = [:]
        for name in texts {
            if let text = try fields.filledText(name) { content[name] = .string(text) }
        }
        for name in documents {
            if let document = try fields.value(name) { content[name] = document }
        }
        if let flag = try fields.optionalFlag("valid") { content["valid"] = .bool(flag) }
        return content
    }

    /// `update_mask` says which members of `assessment` count, such as `assessmentName,feedback`.
    static func changes(_ fields: MLflowFields) throws(MLflowFault) -> TraceAssessmentChanges {
        guard let assessment = try fields.message("assessment") else { throw .missing("assessment") }
        var changes = TraceAssessmentChanges()
        for path in try fields.text("update_mask").split(separator: ",") {
            switch path {
            case "assessmentName", "assessment_name": changes.name = try assessment.text("assessment_name")
            case "feedback", "expectation", "issue":
                guard changes.value == nil, let kind = TraceAssessment.Kind(rawValue: String(path)) else {
                    throw .invalid("update_mask", mustBe: "a list with one of feedback and expectation")
                }
                changes.value = .init(
                    kind: kind,
                    content: try assessment.value(kind.rawValue) ?? .object([:])
                )
            case "rationale": changes.rationale = try assessment.optionalText("rationale") ?? ""
            case "metadata": changes.metadata = try assessment.map("metadata").mapValues { .string($0) }
            case "valid": changes.isValid = try assessment.optionalFlag("valid") ?? false
            default:
                throw .invalid(
                    "update_mask",
                    mustBe: "a list of assessment_name, feedback, expectation, rationale, metadata and valid"
                )
            }
        }
        return changes
    }

    static func answer(_ assessment: TraceAssessment) -> MLflowObject {
        var answer = MLflowObject()
        answer.add("assessment", JSONValue.object(assessment.content))
        return answer
    }
}
