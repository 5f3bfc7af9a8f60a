package import Hummingbird
package import Identifiers
import Synchronization

/// Counts requests and their times by route, for `/metrics`.
///
/// Routes are labelled by their pattern, never by a path a client sent, so the number of series is bounded.
package final class RequestMetrics: RouterMiddleware {
    /// Upper bounds of the latency buckets, in seconds.
    static let bucketsSeconds: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]

    struct Series: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    struct Histogram {
        var counts = [UInt64](repeating: 0, count: RequestMetrics.bucketsSeconds.count + 1)
        var sumSeconds = 0.0
    }

    private let clock: @Sendable () -> Instant
    private let histograms = Mutex<[Series: Histogram]>([:])

    package init(clock: @escaping @Sendable () -> Instant) {
        self.clock = clock
    }

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = clock()
        let response = try await next(request, context)
        let series = Series(
            method: request.method.rawValue,
            route: context.endpointPath ?? "none",
            status: response.status.code
        )
        note(series, seconds: clock().secondsSince(start))
        return response
    }

    private func note(_ series: Series, seconds: Double) {
        let bucket = Self.bucketsSeconds.firstIndex { seconds <= $0 } ?? Self.bucketsSeconds.count
        histograms.withLock { histograms in
            histograms[series, default: Histogram()].counts[bucket] += 1
            histograms[series, default: Histogram()].sumSeconds += seconds
        }
    }

    /// In the Prometheus text format, version 0.0.4.
    package func exposition() -> String {
        let name = "assay_http_request_duration_seconds"
        var lines = ["# HELP \(name) Time until the response's head was ready.", "# TYPE \(name) histogram"]
        let snapshot = histograms.withLock { $0 }
        for (series, histogram) in snapshot.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let labels = "method=\"\(series.method)\",route=\"\(series.route)\",status=\"\(series.status)\""
            var total: UInt64 = 0
            for (index, count) in histogram.counts.enumerated() {
                total += count
                let bound = index < Self.bucketsSeconds.count ? "\(Self.bucketsSeconds[index])" : "+Inf"
                lines.append("\(name)_bucket{\(labels),le=\"\(bound)\"} \(total)")
            }
            lines.append("\(name)_sum{\(labels)} \(histogram.sumSeconds)")
            lines.append("\(name)_count{\(labels)} \(total)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
