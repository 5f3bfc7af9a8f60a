import Identifiers
import PostgresClient
import Retrieval
import Synchronization
import Testing
import Workflows

@Suite("An import that was interrupted goes on where it stopped")
struct ResumeTests {
    /// Enough messages for several transactions.
    private static let messagesPerChannel = 1_500

    private static var export: SlackExport {
        var export = AcmeExport.export
        for channel in 0..<4 {
            let messages = (0..<messagesPerChannel).map { number in
                AcmeExport.message(
                    "Note \(number) of channel \(channel): item \(number &* 7919 % 1000) is packed.",
                    number
                )
            }
            export.channels.append(
                .init(
                    id: "C0NOTES00\(channel)",
                    name: "notes-\(channel)",
                    kind: .open,
                    members: [],
                    messages: messages
                )
            )
        }
        return export
    }

    private static let messageCount = 4 * messagesPerChannel + 3

    /// What the same export gives without an interruption.
    private static func expectComplete(_ stage: Stage) async throws {
        #expect(try await stage.platform.count("messages") == messageCount)
        let chunks = try await stage.platform.superuser.queryOne(
            "SELECT count(*) AS chunks, count(vector) AS vectors, count(DISTINCT text) AS texts FROM chunks"
        )
        let row = try #require(chunks)
        let count = try row.decode("chunks", as: Int.self)
        #expect(count > 0)
        #expect(try row.decode("vectors", as: Int.self) == count)
        #expect(try row.decode("texts", as: Int.self) == count)
        let spans = try await stage.platform.superuser.queryOne(
            "SELECT count(DISTINCT message_id) AS messages FROM chunk_messages"
        )
        #expect(try spans?.decode("messages", as: Int.self) == messageCount)
    }

    @Test("Reading that breaks off in the middle is taken up from its checkpoint")
    func whileReading() async throws {
        try await withStage { stage in
            let bytes = try await Self.export.packed()
            stage.platform.exports.breakOff(afterBatches: 4)
            try await stage.whileImporting {
                let job = try await stage.importing(bytes)
                #expect(job["state"] == "done", "\(job)")
                #expect(job["attempts"]?.integer == 2)
            }
            #expect(stage.platform.exports.opened == 2)
            try await Self.expectComplete(stage)
        }
    }

    @Test("A worker that is cancelled while embedding leaves an import that the next worker ends")
    func whileEmbedding() async throws {
        try await withStage { stage in
            let bytes = try await Self.export.packed()
            let reached = Mutex(0)
            stage.platform.embedder.beforeEmbedding { priority in
                let count = reached.withLock { count in
                    count += 1
                    return count
                }
                if priority == .bulk, count > 1 { try await Task.sleep(for: .seconds(3_600)) }
            }
            try await stage.withdrawOwnImport()
            let path = try await stage.queue(bytes)
            let first = stage.platform.importWorker()
            try await whileRunning([{ await first.run() }]) {
                try await waitUntil("the second batch") { reached.withLock { $0 } > 1 }
            }
            #expect(try await stage.expect(.get(path), by: .admin).json["state"] == "embedding")
            stage.platform.embedder.beforeEmbedding(nil)
            let second = stage.platform.importWorker()
            try await whileRunning([{ await second.run() }]) { () async throws in
                #expect(try await stage.finished(path)["state"] == "done")
            }
            try await Self.expectComplete(stage)
        }
    }

    @Test("Two workers on one database carry out an import once")
    func twoWorkers() async throws {
        try await withStage { stage in
            let workers = [stage.platform.importWorker(), stage.platform.importWorker()]
            try await stage.withdrawOwnImport()
            let bytes = try await AcmeExport.export.packed()
            try await whileRunning(workers.map { worker in { await worker.run() } }) {
                let job = try await stage.importing(bytes)
                #expect(job["state"] == "done")
                #expect(job["attempts"]?.integer == 1)
            }
            #expect(stage.platform.exports.opened == 1)
        }
    }
}
