import Testing

@testable import Commands

@Suite("Loads")
struct LoadTests {
    @Test(
        "A percentile is the nearest rank",
        arguments: [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.0, 1.0)]
    )
    func percentiles(share: Double, latencyMs: Double) {
        var outcome = LoadOutcome()
        for number in (1...100).reversed() {
            outcome.note(LoadAnswer(status: 200, body: []), latencyMs: Double(number), keepsBody: false)
        }
        outcome.sortLatencies()
        #expect(outcome.latencyMs(atShare: share) == latencyMs)
    }

    @Test("Refused requests are counted apart and in no figure")
    func failures() {
        var outcome = LoadOutcome()
        outcome.note(LoadAnswer(status: 201, body: [1]), latencyMs: 2, keepsBody: true)
        outcome.note(LoadAnswer(status: 503, body: [2]), latencyMs: 1, keepsBody: true)
        outcome.elapsedSeconds = 0.5
        #expect(outcome.latenciesMs == [2])
        #expect(outcome.bodies == [[1]])
        #expect(outcome.failures == ["status 503": 1])
        #expect(outcome.requestsPerSecond == 2)
        #expect(LoadOutcome().latencyMs(atShare: 0.5).isNaN)
    }

    @Test(
        "Only servers on this machine are loaded",
        arguments: [
            "http://example.com", "http://127.0.0.1:80@example.com", "https://127.0.0.1:80",
            "http://127.0.0.1:",
            "http://127.0.0.10:80", "",
        ]
    )
    func loopbackOnly(address: String) {
        #expect(throws: LoadFault.self) { try LoadClient(address: address, token: nil, connections: 1) }
    }

    @Test("A load sends as many requests as its limit says, and counts those that nobody answers")
    func limits() async throws {
        // Nobody may listen on port 1 of the loopback without being root's own daemon.
        let client = try LoadClient(address: "http://127.0.0.1:1", token: nil, connections: 4)
        let outcome = await client.load(LoadLimits(requestsMax: 10, secondsMax: 3_600)) { _ in
            LoadRequest(.get, "/")
        }
        await client.close()
        #expect(outcome.latenciesMs.isEmpty)
        #expect(outcome.failures.values.reduce(0, +) == 10)
    }
}
