import Access
import Catalog
import Hummingbird
import Workflows

/// `metrics/…`: what a run's metrics were over time.
struct MetricRoutes: Sendable {
    let read: ReadRuns

    func add(to routes: MLflowRouteGroup) {
        routes.on(.get, "metrics/get-history", use: history)
        routes.on(.get, "metrics/get-history-bulk-interval", use: samples)
    }

    private func history(_ call: MLflowCall) async throws -> Response {
        let pageMax = TrackingLimits.historyPageMax
        let page = try await read.history(
            of: try call.fields.text("metric_key"),
            ofRun: try call.fields.runID(),
            page: try call.fields.searchPage(default: pageMax, max: pageMax),
            by: call.actor
        )
        var answer = MLflowObject()
        answer.add("metrics", page.items.map { MLflowObject($0) })
        answer.add("next_page_token", page.next)
        return answer.response()
    }

    private func samples(_ call: MLflowCall) async throws -> Response {
        let sampling = MetricSampling(
            runIDs: try Self.runIDs(call.fields),
            key: try call.fields.text("metric_key"),
            steps: try Self.steps(call.fields),
            samplesMax: try call.fields.count(
                default: TrackingLimits.samplesMax,
                in: 1...TrackingLimits.samplesMax
            )
        )
        var answer = MLflowObject()
        let samples = try await read.samples(sampling, by: call.actor)
        answer.add("metrics", samples.map { MLflowObject($0.point, of: $0.runID) })
        return answer.response()
    }

    private static func runIDs(_ fields: MLflowFields) throws -> [RunID] {
        let ids = try fields.runIDs("run_ids")
        guard !ids.isEmpty else { throw MLflowFault.missing("run_ids") }
        guard ids.count <= TrackingLimits.historyRunsMax else {
            throw MLflowFault.invalid(
                "GetMetricHistoryBulkInterval request must specify at most \(TrackingLimits.historyRunsMax) run_ids. "
                    + "Received \(ids.count) run_ids."
            )
        }
        return ids
    }

    private static func steps(_ fields: MLflowFields) throws -> ClosedRange<Int64>? {
        switch (try fields.optionalInteger("start_step"), try fields.optionalInteger("end_step")) {
        case (nil, nil): return nil
        case (let start?, let end?) where start <= end: return start...end
        case (let start?, let end?):
            throw MLflowFault.invalid(
                "end_step must be greater than start_step. Found start_step=\(start) and end_step=\(end)."
            )
        default:
            throw MLflowFault.invalid(
                "If either start step or end step are specified, both must be specified."
            )
        }
    }
}
