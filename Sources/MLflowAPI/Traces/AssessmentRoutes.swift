import Access
import Catalog
import HTTPAPI
import Hummingbird
import Identifiers
import Workflows

/// `traces/{trace_id}/assessments`: feedback on a trace, and what was expected of it.
struct AssessmentRoutes: Sendable {
    private static let path = "traces/{trace_id}/assessments"

    let judge: JudgeTraces

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, Self.path, .three, use: create)
        routes.on(.get, "\(Self.path)/{assessment_id}", .three, use: get)
        routes.on(.patch, "\(Self.path)/{assessment_id}", .three, use: update)
        routes.on(.delete, "\(Self.path)/{assessment_id}", .three, use: delete)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let trace = try call.pathText("trace_id")
        guard let fields = try call.fields.message("assessment") else {
            throw MLflowFault.missing("assessment")
        }
        let made = try await judge.add(
            try AssessmentWire.content(fields),
            to: trace,
            by: call.actor,
            call.auditContext()
        )
        return AssessmentWire.answer(made.value).recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        let (trace, id) = (try call.pathText("trace_id"), try call.pathText("assessment_id"))
        let assessment = try await judge.assessment(id, of: trace, by: call.actor)
        return AssessmentWire.answer(assessment).response()
    }

    private func update(_ call: MLflowCall) async throws -> Response {
        let (trace, id) = (try call.pathText("trace_id"), try call.pathText("assessment_id"))
        let changes = try AssessmentWire.changes(call.fields)
        let made = try await judge.change(id, of: trace, changes, by: call.actor, call.auditContext())
        return AssessmentWire.answer(made.value).recorded(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let (trace, id) = (try call.pathText("trace_id"), try call.pathText("assessment_id"))
        let made = try await judge.delete(id, of: trace, by: call.actor, call.auditContext())
        return MLflowObject().recorded(made)
    }
}
