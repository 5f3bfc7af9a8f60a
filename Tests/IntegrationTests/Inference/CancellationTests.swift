import HTTPTypes
import Identifiers
import Retrieval
import Synchronization
import Testing
import Workflows

@Suite("A client that leaves takes its request along")
struct CancellationTests {
    /// What the model saw.
    private final class Sight: Sendable {
        let begun = Mutex(0)
        let cancelled = Mutex(0)

        /// Work that goes on until it is cancelled.
        func endlessWork() async throws {
            begun.withLock { $0 += 1 }
            do {
                try await Task.sleep(for: .seconds(3_600))
            } catch {
                cancelled.withLock { $0 += 1 }
                throw error
            }
        }
    }

    private static let embedding = Call.post("/v1/embeddings", ["model": "hashed-words", "input": "a text"])
    private static let reranking = Call.post(
        "/v1/rerank",
        ["model": "shared-words", "query": "a", "documents": ["a text"]]
    )
    private static let question = Call.post("/api/v1/ask", ["question": "Who approves refunds?"])

    private static func expectCancelled(_ call: Call, by person: Person) async throws {
        try await withStage { stage in
            let sight = Sight()
            stage.platform.embedder.beforeEmbedding { _ in try await sight.endlessWork() }
            stage.platform.reranker.beforeReranking { try await sight.endlessWork() }
            let token = try #require(stage.cast.token(person))
            try await stage.platform.whileServing { port in
                let client = try LocalClient(port: port)
                try client.send(call, as: token)
                try await waitUntil("the model to be asked") { sight.begun.withLock { $0 } == 1 }
                #expect(sight.cancelled.withLock { $0 } == 0)
                client.leave()
                try await waitUntil("the model to see that nobody waits") {
                    sight.cancelled.withLock { $0 } == 1
                }
                try await waitUntil("a row of it") {
                    await stage.platform.usage.flush()
                    let report = try await stage.expect(.get("/api/v1/usage?group_by=outcome"), by: .admin)
                    return try report.json["items"]?.array?.map { $0["outcome"] } == ["cancelled"]
                }
                // Nothing is left behind that would hold up the next.
                stage.platform.embedder.beforeEmbedding(nil)
                stage.platform.reranker.beforeReranking(nil)
                let next = try LocalClient(port: port)
                try next.send(call, as: token)
                #expect(try await next.status() == 200)
            }
        }
    }

    @Test("Embeddings")
    func embeddings() async throws {
        try await Self.expectCancelled(Self.embedding, by: .service)
    }

    @Test("Reranking")
    func reranking() async throws {
        try await Self.expectCancelled(Self.reranking, by: .service)
    }

    @Test("A question")
    func question() async throws {
        try await Self.expectCancelled(Self.question, by: .employee)
    }

    @Test("A connection that stays carries one request after the other")
    func keptOpen() async throws {
        try await withStage { stage in
            let token = try #require(stage.cast.token(.service))
            try await stage.platform.whileServing { port in
                let client = try LocalClient(port: port)
                for call in [Self.embedding, Self.reranking, Self.embedding] {
                    try client.send(call, as: token)
                    #expect(try await client.status() == 200)
                }
            }
        }
    }
}
