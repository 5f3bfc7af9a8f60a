import Catalog
import Identifiers
import Testing

@testable import Workflows

@Suite("What a run takes in one request")
struct LogToRunTests {
    private static let digest = Digest(bytes: Array(repeating: UInt8(7), count: 32))

    private static func request(
        points: Int = 0,
        parameters: [KeyedText] = [],
        tags: [KeyedText] = []
    ) throws -> LogToRun.Request {
        LogToRun.Request(
            points: (0..<points).map { MetricPoint(key: "m", value: 1, timestampMs: 0, step: Int64($0)) },
            parameters: parameters,
            tags: tags,
            digest: try #require(digest),
            isList: true
        )
    }

    private static func texts(_ count: Int) -> [KeyedText] {
        (0..<count).map { KeyedText(key: "k\($0)", value: "v") }
    }

    @Test("Up to 1,000 metrics, 100 parameters, 100 tags, and 1,000 of all, are taken, and not one more")
    func counts() throws {
        #expect(try Self.request(points: 1_000).checked().metricCount == 1_000)
        _ = try Self.request(points: 800, parameters: Self.texts(100), tags: Self.texts(100)).checked()
        let tooMany = [
            try Self.request(points: 1_001), try Self.request(parameters: Self.texts(101)),
            try Self.request(tags: Self.texts(101)),
            try Self.request(points: 801, parameters: Self.texts(100), tags: Self.texts(100)),
        ]
        for request in tooMany { #expect(throws: TrackingFault.self) { try request.checked() } }
    }

    @Test("Long values are cut to what MLflow keeps, and it is known which")
    func cutting() throws {
        let long = String(repeating: "ä", count: 8_001)
        let batch = try Self.request(
            parameters: [KeyedText(key: "p", value: long)],
            tags: [KeyedText(key: "t", value: long), KeyedText(key: "u", value: "short")]
        )
        .checked()
        #expect(batch.parameters["p"]?.count == 6_000)
        #expect(batch.tags["t"]?.count == 8_000)
        #expect(batch.truncatedKeys == ["p", "t"])
    }

    @Test("The last of several tags with one key counts; a parameter may come only once")
    func repeated() throws {
        let twice = [KeyedText(key: "k", value: "1"), KeyedText(key: "k", value: "2")]
        #expect(try Self.request(tags: twice).checked().tags == [KeyedText(key: "k", value: "2")])
        #expect(throws: TrackingFault.self) { try Self.request(parameters: twice).checked() }
    }

    @Test("A fault says in which place of the request it is, in the words that clients know")
    func place() throws {
        var request = try Self.request(points: 2)
        request.points[1].key = "a\n;"
        let fault = #expect(throws: TrackingFault.self) { try request.checked() }
        #expect(
            fault?.description.hasPrefix(#"Invalid value "a\n;" for parameter 'metrics[1].name' supplied:"#)
                == true
        )
        request.points[1].key = "m"
        request.points[1].timestampMs = -1
        let negative = #expect(throws: TrackingFault.self) { try request.checked() }
        #expect(negative?.description.contains("metrics[1].timestamp") == true)
    }
}
