import Access
import Audit
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing
import TestSupport
import Testing

@Suite("The tracking store")
struct TrackingStoreTests {
    @Test(
        "A batch leaves the latest point of each metric, all points, and one audit entry that names none of them"
    )
    func batch() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            let entries = try await tracking.fixture.entryCount()
            let points = (0..<1_000).map { index in
                MetricPoint(
                    key: "m\(index % 10)",
                    value: Double(index) / 2,
                    timestampMs: 1_000,
                    step: Int64(index)
                )
            }
            let made = try await tracking.log(points, into: run)
            #expect(made.value.metricCount == 1_000)
            #expect(try await tracking.fixture.entryCount() == entries + 1)
            let event = try await tracking.fixture.event(made.effectID)
            let details = try #require(event).details
            #expect(details["metrics"] == "1000")
            let stored = try #require(try await tracking.store.run(run))
            #expect(stored.metrics.map(\.key) == (0..<10).map { "m\($0)" })
            #expect(stored.metrics.map(\.step) == (990..<1_000).map(Int64.init))
            let history = try await tracking.history("m3", of: run)
            #expect(history.map(\.step) == stride(from: 3, to: 1_000, by: 10).map(Int64.init))
        }
    }

    @Test("The latest point is the one with the greatest step, then time, then value, whatever came last")
    func latest() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            func log(_ value: Double, _ time: Int64, _ step: Int64) async throws -> MetricPoint? {
                try await tracking.log(
                    [.init(key: "m", value: value, timestampMs: time, step: step)],
                    into: run
                )
                return try await tracking.store.run(run)?.metrics.first
            }
            #expect(try await log(1, 10, 5)?.value == 1)
            #expect(try await log(2, 99, 4)?.value == 1)
            #expect(try await log(3, 9, 5)?.value == 1)
            #expect(try await log(0, 10, 5)?.value == 1)
            #expect(try await log(4, 10, 5)?.value == 4)
            #expect(try await log(.nan, 10, 5)?.value == 4)
            #expect(try await log(.nan, 11, 5)?.value.isNaN == true)
            #expect(try await log(-.infinity, 11, 6)?.value == -.infinity)
        }
    }

    @Test("A history comes in pages, in order, with points that were logged twice only once")
    func history() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            let points = [3.0, 1, .nan, 2, .infinity].enumerated().map { index, value in
                MetricPoint(key: "m", value: value, timestampMs: Int64(index / 2), step: 0)
            }
            try await tracking.log(points, into: run)
            try await tracking.log(points.reversed(), into: run)
            let paged = try await tracking.history("m", of: run, pageSize: 2)
            #expect(paged.map { "\($0.value)" } == ["1.0", "3.0", "2.0", "nan", "inf"])
        }
    }

    @Test("A parameter takes its value again and no other, and then nothing of the batch is kept")
    func parameters() async throws {
        try await withTracking { tracking in
            let run = try await tracking.run()
            let depth = KeyedText(key: "depth", value: "3")
            try await tracking.log([], parameters: [depth], into: run)
            try await tracking.log([], parameters: [depth], into: run)
            let before = try await tracking.fixture.contents()
            let other = KeyedText(key: "depth", value: "4")
            await #expect(throws: TrackingFault.parameterChanged(depth, to: "4", of: run)) {
                try await tracking.log(
                    [.init(key: "m", value: 1, timestampMs: 0, step: 0)],
                    parameters: [.init(key: "breadth", value: "1"), other],
                    into: run
                )
            }
            #expect(try await tracking.fixture.contents() == before)
        }
    }

    @Test("Batches of many clients on one run at once all succeed, whatever order their keys came in")
    func concurrentBatches() async throws {
        try await withTracking(connectionsMax: 12) { tracking in
            let run = try await tracking.run()
            let keys = (0..<50).map { "metric-\($0)" }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<12 {
                    group.addTask {
                        for round in 0..<10 {
                            let order = client.isMultiple(of: 2) ? keys : keys.reversed()
                            let points = order.map {
                                MetricPoint(
                                    key: $0,
                                    value: 1,
                                    timestampMs: Int64(client),
                                    step: Int64(round * 12 + client)
                                )
                            }
                            let texts = order.prefix(20).map { KeyedText(key: $0, value: "same") }
                            try await tracking.log(
                                points,
                                parameters: texts,
                                tags: texts.map { .init(key: $0.key, value: "\(client)") },
                                into: run
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let stored = try #require(try await tracking.store.run(run))
            #expect(stored.metrics.allSatisfy { $0.step == 119 })
            #expect(try await tracking.history("metric-7", of: run).count == 120)
            #expect(try await tracking.deadlocks() == 0)
        }
    }

    @Test("Nothing is logged into a deleted run, and its experiment brings back only what it took away")
    func lifecycle() async throws {
        try await withTracking { tracking in
            let experiment = try await tracking.experiment("e")
            let (kept, deleted) = (
                try await tracking.run(in: experiment), try await tracking.run(in: experiment)
            )
            _ = try await tracking.store.setRun(deleted, deleted: true, under: tracking.grant(.runsRetire))
            await #expect(throws: TrackingFault.deleted(deleted)) {
                try await tracking.log([], tags: [.init(key: "t", value: "v")], into: deleted)
            }
            tracking.fixture.clock.advance(seconds: 1)
            let retire = try tracking.grant(.experimentsRetire)
            _ = try await tracking.store.setExperiment(experiment, deleted: true, under: retire)
            #expect(try await tracking.store.runInfo(kept)?.isDeleted == true)
            await #expect(throws: TrackingFault.deleted(experiment)) {
                try await tracking.run(in: experiment)
            }
            let restore = try tracking.grant(.experimentsRetire)
            _ = try await tracking.store.setExperiment(experiment, deleted: false, under: restore)
            #expect(try await tracking.store.runInfo(kept)?.isDeleted == false)
            #expect(try await tracking.store.runInfo(deleted)?.isDeleted == true)
        }
    }
}
