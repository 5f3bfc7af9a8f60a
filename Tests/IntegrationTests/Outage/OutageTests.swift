import Access
import EmbeddedPostgres
import HTTPTypes
import Identifiers
import Persistence
import PolicyLibrary
import PostgresClient
import Retrieval
import Synchronization
import Testing
import Workflows

@Suite("PostgreSQL goes away and comes back", .serialized)
struct OutageTests {
    private static func expectUnavailable(_ exchange: Exchange, _ what: String) {
        #expect(exchange.status == 503, "\(what): \(exchange.text)")
        let isTold =
            exchange.problem == "unavailable"
            || (try? exchange.json["error_code"]) == "TEMPORARILY_UNAVAILABLE"
            || (try? exchange.json["error"]?["code"]) == "unavailable"
        #expect(isTold, "\(what): \(exchange.text)")
        #expect(exchange.header("Retry-After").flatMap(Int.init) ?? 0 > 0, "\(what)")
    }

    @Test(
        "While it is gone every route that needs it answers 503 and when to come again; health is still told"
    )
    func everyRoute() async throws {
        try await withOwnPostgres(waitSecondsMax: 10) { stage, postgres in
            var calls: [(RouteCase, Call)] = []
            for route in RouteTable.cases { calls.append((route, try await route.call(stage, .admin))) }
            await postgres.server.stop()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (route, call) in calls {
                    group.addTask {
                        let exchange = try await stage.send(call, by: .admin)
                        if route.route == "GET /readyz" {
                            #expect(exchange.status == 503)
                        } else if route.isOpen {
                            #expect(exchange.status == 200, "\(route.route)")
                        } else {
                            Self.expectUnavailable(exchange, route.route)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("When it goes in the middle of a question the answer is 503, not a failure of ours")
    func midQuestion() async throws {
        try await withOwnPostgres(waitSecondsMax: 1) { stage, postgres in
            let bytes = try await AcmeExport.export.packed()
            try await stage.whileImporting { try await stage.importing(bytes) }
            stage.platform.embedder.beforeEmbedding { _ in await postgres.server.stop() }
            let call = Call.post("/api/v1/ask", ["question": .string(AcmeExport.openQuestion)])
            Self.expectUnavailable(try await stage.send(call, by: .employee), "ask")
        }
    }

    @Test("Killed under load it costs some requests a 503, and no change is lost or doubled")
    func killedUnderLoad() async throws {
        try await withOwnPostgres { stage, postgres in
            let made = try await withThrowingTaskGroup(of: [String].self) { group in
                for client in 0..<4 { group.addTask { try await Self.writeModels(client, stage) } }
                for _ in 0..<2 {
                    try await Task.sleep(for: .milliseconds(700))
                    await postgres.killPostmaster()
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try await stage.platform.waitUntilBack()
            let names = try await stage.platform.superuser.query("SELECT name FROM models ORDER BY name")
                .map { try $0.decode("name", as: String.self) }
            #expect(Set(made).isSubset(of: names))
            #expect(names.count == Set(names).count)
            // The stage's own model and one for each that was made; each with one entry.
            #expect(Set(names).subtracting(made) == [Stage.model])
            let entries = try await stage.platform.superuser.query("SELECT body FROM audit.intake")
                .map { String(decoding: try $0.decode("body", as: [UInt8].self), as: UTF8.self) }
            #expect(entries.filter { $0.contains("models.create") }.count == names.count)
        }
    }

    /// Registers models one after another; each with a key, and again until it is there.
    private static func writeModels(_ client: Int, _ stage: Stage) async throws -> [String] {
        var made: [String] = []
        for number in 0..<60 {
            let name = "model-\(client)-\(number)"
            let call = Call.post("/api/v1/models", Stage.model(name)).with("Idempotency-Key", name)
            try await waitUntil("the model to be registered") {
                let exchange = try await stage.send(call, by: .engineer)
                if exchange.status == 503 { expectUnavailable(exchange, name) }
                #expect([201, 503].contains(exchange.status), "\(exchange.text)")
                if exchange.status == 503 { try await Task.sleep(for: .milliseconds(100)) }
                return exchange.status == 201
            }
            made.append(name)
            try await Task.sleep(for: .milliseconds(20))
        }
        return made
    }

    @Test("Killed in the middle of an import, the import goes on afterwards and ends with every message once")
    func killedDuringImport() async throws {
        try await withOwnPostgres { stage, postgres in
            let kills = Mutex(0)
            stage.platform.embedder.beforeEmbedding { priority in
                guard priority == .bulk else { return }
                let number = kills.withLock { kills in
                    kills += 1
                    return kills
                }
                if number <= 2 { await postgres.killAndWaitForAnother() }
            }
            let follower = stage.platform.follower(stage.platform.index)
            let sequencer = stage.platform.sequencer()
            let worker = stage.platform.importWorker()
            try await stage.withdrawOwnImport()
            let path = try await stage.queue(try await AcmeExport.export.packed())
            try await whileRunning(
                [{ try await follower.run() }, { try await sequencer.run() }, { await worker.run() }]
            ) {
                try await waitUntil("the import to end") {
                    let exchange = try await stage.send(.get(path), by: .admin)
                    guard exchange.status == 200 else { return false }
                    let state = try exchange.json["state"]?.string
                    #expect(state != "failed", "\(exchange.text)")
                    return state == "done"
                }
                try await waitUntil("the answer from the index that followed") {
                    let call = Call.post("/api/v1/ask", ["question": .string(AcmeExport.openQuestion)])
                    let exchange = try await stage.send(call, by: .engineer)
                    return exchange.status == 200 && Answered(exchange).quotes("PostgreSQL")
                }
                try await stage.platform.waitUntilBack()
                try await waitUntil("every entry in the log") {
                    try await stage.platform.isSequenced()
                }
            }
            // How often depends on whether the import had asked for its next connection by then.
            #expect(kills.withLock { $0 } >= 1)
            #expect(try await stage.platform.count("messages") == 3)
            #expect(try await stage.platform.count("containers") == 3)
        }
    }
}

extension TestPlatform {
    /// Waits until the server has recovered; sessions that it lost are found dead on the way.
    fileprivate func waitUntilBack() async throws {
        try await waitUntil("the database to be back") {
            (try? await superuser.queryOne("SELECT 1 AS alive")) != nil
        }
    }

    /// Whether no entry waits for the log any more.
    fileprivate func isSequenced() async throws -> Bool {
        let row = try await superuser.queryOne("SELECT count(*) AS waiting FROM audit.intake")
        return try row?.decode("waiting", as: Int.self) == 0
    }
}
