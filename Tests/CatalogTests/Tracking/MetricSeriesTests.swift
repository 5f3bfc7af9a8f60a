import Catalog
import Testing

@Suite("Points of one request")
struct MetricSeriesTests {
    private static func point(_ key: String, _ value: Double, time: Int64 = 0, step: Int64 = 0) -> MetricPoint
    {
        MetricPoint(key: key, value: value, timestampMs: time, step: step)
    }

    @Test("are grouped by key, in the order of the keys, each group in the order it came")
    func grouping() throws {
        let points = [Self.point("b", 1), Self.point("a", 2), Self.point("b", 3, time: 9)]
        let series = try #require(MetricSeries.grouping(points))
        #expect(series.map(\.key) == ["a", "b"])
        #expect(series.map(\.values) == [[2], [1, 3]])
        #expect(series.map(\.lastTimestampMs) == [0, 9])
    }

    @Test("have as latest the one with the greatest step, then time, then value, with NaN as zero")
    func latest() throws {
        func latest(_ points: [MetricPoint]) throws -> MetricPoint {
            try #require(MetricSeries.grouping(points)?.first).latest
        }
        #expect(try latest([Self.point("m", 1, time: 9, step: 1), Self.point("m", 2, step: 2)]).value == 2)
        #expect(try latest([Self.point("m", 1, time: 9), Self.point("m", 2, time: 8)]).value == 1)
        #expect(try latest([Self.point("m", 1), Self.point("m", .nan)]).value == 1)
        #expect(try latest([Self.point("m", -1), Self.point("m", .nan)]).value.isNaN)
    }

    @Test("are refused when two keys are the same letters in two encodings")
    func encodings() {
        #expect(MetricSeries.grouping([Self.point("e\u{301}", 1), Self.point("\u{e9}", 2)]) == nil)
    }
}
