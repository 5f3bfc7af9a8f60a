/// All points that one request logs of one metric.
package struct MetricSeries: Hashable, Sendable {
    package var key: String
    package private(set) var values: [Double]
    package private(set) var timestampsMs: [Int64]
    package private(set) var steps: [Int64]
    package private(set) var latest: MetricPoint
    package private(set) var lastTimestampMs: Int64

    init(_ point: MetricPoint) {
        key = point.key
        values = [point.value]
        timestampsMs = [point.timestampMs]
        steps = [point.step]
        latest = point
        lastTimestampMs = point.timestampMs
    }

    mutating func append(_ point: MetricPoint) {
        values.append(point.value)
        timestampsMs.append(point.timestampMs)
        steps.append(point.step)
        lastTimestampMs = max(lastTimestampMs, point.timestampMs)
        if point.isLater(than: latest) { latest = point }
    }

    /// The points, one series for each key, in the order of the keys' bytes: whoever writes the rows of several series
    /// in this order cannot deadlock with another who does.
    ///
    /// Nil when two keys differ only in how Unicode writes the same letters.
    package static func grouping(_ points: [MetricPoint]) -> [MetricSeries]? {
        var series: [MetricSeries] = []
        var positions = [String: Int](minimumCapacity: points.count)
        for point in points {
            if let position = positions[point.key] {
                guard series[position].key.utf8.elementsEqual(point.key.utf8) else { return nil }
                series[position].append(point)
            } else {
                positions[point.key] = series.count
                series.append(MetricSeries(point))
            }
        }
        return series.sorted { precedes($0.key, $1.key) }
    }

    /// As `lexicographicallyPrecedes` of the bytes, for a thousand keys in every request.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.utf8Span.span, right.utf8Span.span)
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
