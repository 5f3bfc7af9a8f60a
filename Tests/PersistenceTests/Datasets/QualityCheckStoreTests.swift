import Access
import Catalog
import Identifiers
import Persistence
import Testing

@Suite("Quality checks of datasets")
struct QualityCheckStoreTests {
    private struct Recorder {
        let fixture: PersistenceFixture
        let name: ResourceName

        func record(_ results: [(String, ObservedValue?, Instant)]) async throws -> [QualityCheck] {
            let drafts = results.map { name, observed, runAt in
                QualityCheckDraft(
                    name: name,
                    kind: .completeness,
                    expectation: CheckExpectation(text: "filled", minimum: 0.9, warnBelow: 0.95),
                    observed: observed,
                    claimed: nil,
                    tool: "checker 1.0",
                    runAt: runAt
                )
            }
            return try await fixture.catalog.recordChecks(
                drafts,
                onDatasetVersion: 1,
                of: name,
                under: try fixture.grant(.datasetsCheck)
            ).value
        }

        func summary() async throws -> CheckSummary? {
            try await fixture.catalog.datasetVersion(1, of: name)?.checks
        }

        func listed(latestOnly: Bool) async throws -> [QualityCheck] {
            var checks: [QualityCheck] = []
            var after: String?
            repeat {
                let page = try await fixture.catalog.checks(
                    ofDatasetVersion: 1,
                    of: name,
                    latestOnly: latestOnly,
                    page: try #require(PageRequest(size: 2, after: after))
                )
                checks += page.items
                after = page.next
            } while after != nil
            return checks
        }
    }

    @Test("History is kept, the summary shows the newest run of every check")
    func history() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let recorder = Recorder(fixture: fixture, name: workspace.dataset.name)
            #expect(try await recorder.summary() == CheckSummary())
            let now = fixture.now
            let earlier = now.advanced(bySeconds: -60)
            let first = try await recorder.record([("amount", .number(0.5), earlier), ("date", nil, earlier)])
            #expect(first.map(\.outcome) == [.fail, .fail])
            #expect(first.map(\.isLatest) == [true, true])
            #expect(first[1].draft.observed == nil)
            _ = try await recorder.record([("amount", .number(0.99), now), ("date", .number(0.94), now)])
            #expect(
                try await recorder.summary() == CheckSummary(passCount: 1, warnCount: 1, lastRunAt: now)
            )
            // A late report of an older run changes nothing of today's picture.
            let late = try await recorder.record([("amount", .number(0), earlier)])
            #expect(late.map(\.isLatest) == [false])
            #expect(try await recorder.summary()?.outcome == .warn)
            let all = try await recorder.listed(latestOnly: false)
            #expect(all.map(\.draft.name) == ["amount", "date", "amount", "date", "amount"])
            let latest = try await recorder.listed(latestOnly: true)
            #expect(latest.map(\.draft.observed) == [.number(0.94), .number(0.99)])
        }
    }

    @Test("Of two results of one name in one report, the one that ran last counts, then the last one told")
    func sameName() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let recorder = Recorder(fixture: fixture, name: workspace.dataset.name)
            let now = fixture.now
            let made = try await recorder.record([("a", .number(1), now), ("a", .number(0), now)])
            #expect(made.map(\.isLatest) == [false, true])
            #expect(try await recorder.summary()?.outcome == .fail)
        }
    }

    @Test("A version takes results of a limited number of checks")
    func limit() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            let recorder = Recorder(fixture: fixture, name: workspace.dataset.name)
            let batch = QualityCheckDraft.batchMax
            for start in stride(from: 0, to: QualityCheckDraft.namesMax, by: batch) {
                _ = try await recorder.record(
                    (start..<start + batch).map { ("c\($0)", .number(1), fixture.now) }
                )
            }
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await recorder.record([("one more", .number(1), fixture.now)])
            }
            guard case .conflict? = fault else { throw try #require(fault) }
            #expect(try await recorder.record([("c7", .number(0), fixture.now)]).map(\.outcome) == [.fail])
            #expect(try await recorder.summary()?.passCount == QualityCheckDraft.namesMax - 1)
        }
    }
}
