import Access
import Catalog
import HTTPAPI
import Hummingbird
import Workflows

/// `traces/link-to-run` and `traces/link-prompts`
struct TraceLinkRoutes: Sendable {
    let links: LinkTraces

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "traces/link-to-run", use: linkToRun)
        routes.on(.post, "traces/link-prompts", use: linkPrompts)
    }

    private func linkToRun(_ call: MLflowCall) async throws -> Response {
        let made = try await links.link(
            try call.fields.texts("trace_ids"),
            toRun: try call.fields.runID(),
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private func linkPrompts(_ call: MLflowCall) async throws -> Response {
        let trace = try call.fields.text("trace_id")
        let prompts = try call.fields.messages("prompt_versions").map { prompt in
            (name: try prompt.text("name"), version: try prompt.text("version"))
        }
        let made = try await links.link(trace, toPrompts: prompts, by: call.actor, call.auditContext())
        return MLflowObject().recorded(made)
    }
}
