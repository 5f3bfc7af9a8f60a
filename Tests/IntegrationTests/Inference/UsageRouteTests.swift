import Access
import HTTPTypes
import Identifiers
import Retrieval
import Testing
import Workflows

@Suite("Usage over HTTP")
struct UsageRouteTests {
    private static let embedding = Call.post(
        "/v1/embeddings",
        ["model": "hashed-words", "input": ["one text", "another"]]
    )
    private static let reranking = Call.post(
        "/v1/rerank",
        ["model": "shared-words", "query": "a", "documents": ["a text"]]
    )

    private static func report(_ query: String, _ stage: Stage) async throws -> JSONValue {
        await stage.platform.usage.flush()
        return try await stage.expect(.get("/api/v1/usage?\(query)"), by: .reviewer).json
    }

    @Test("Every request that used a model is in the sums, by team, person, model, kind and day")
    func sums() async throws {
        try await withStage { stage in
            try await stage.expect(Self.embedding, by: .engineer)
            try await stage.expect(Self.embedding, by: .admin)
            try await stage.expect(Self.reranking, by: .engineer)
            let kinds = try await Self.report("group_by=kind,model", stage)
            let items = try #require(kinds["items"]?.array)
            #expect(items.map { $0["kind"] } == ["embeddings", "rerank"])
            #expect(items.map { $0["model"] } == ["hashed-words", "shared-words"])
            #expect(items.map { $0["model_version"] } == ["1", "2"])
            #expect(items.map { $0["model_precision"] } == ["fp32", nil], "where it is known")
            #expect(items.map { $0["requests"] } == [2, 1])
            #expect(items.map { $0["texts"] } == [4, 1])
            #expect(items.map { $0["tokens_read"] } == [6, 3])
            #expect(kinds["total"]?["requests"] == 3)
            let teams = try await Self.report("group_by=team", stage)
            #expect(teams["items"]?.array?.map { $0["team"] } == [.string(Cast.team), nil])
            #expect(teams["items"]?.array?.map { $0["requests"] } == [2, 1])
            let people = try await Self.report("group_by=principal,day", stage)
            #expect(people["items"]?.array?.map { $0["principal"] } == ["admin", "engineer"])
            let admin = try stage.cast.id(.admin)
            #expect(people["items"]?.array?.first?["principal_id"]?.string == "\(admin)")
            #expect(people["items"]?.array?.allSatisfy { $0["day"]?.string?.count == 10 } == true)
        }
    }

    @Test("A question is one record of its asker, an import one for each batch of whoever queued it")
    func questionsAndImports() async throws {
        try await withStage { stage in
            let bytes = try await AcmeExport.export.packed()
            try await stage.whileImporting { try await stage.importing(bytes) }
            _ = try await stage.ask(AcmeExport.openQuestion, by: .employee)
            let report = try await Self.report("group_by=kind,principal", stage)
            let items = try #require(report["items"]?.array)
            #expect(items.map { $0["kind"] } == ["answer", "import"])
            #expect(items.map { $0["principal"] } == ["employee", "admin"])
            #expect(items.map { $0["requests"] } == [1, 1])
            // The question and the sentences that were read for it.
            #expect((items.first?["texts"]?.integer ?? 0) > 1)
        }
    }

    @Test("A request that was asked of a model and failed is told apart by its outcome, with what it took")
    func outcomes() async throws {
        try await withStage { stage in
            try await stage.expect(Self.embedding, by: .engineer)
            stage.platform.embedder.beforeEmbedding { _ in
                throw UnfinishedInference(
                    texts: 2,
                    tokensRead: 3,
                    cost: InferenceCost(
                        queueMicroseconds: 1_000,
                        computeMicroseconds: 2_000,
                        batchShare: 1,
                        tokensComputed: 1,
                        textsReused: 0
                    ),
                    reason: InferenceError.stopped
                )
            }
            #expect(try await stage.send(Self.embedding, by: .engineer).status == 503)
            let report = try await Self.report("group_by=outcome", stage)
            let items = try #require(report["items"]?.array)
            #expect(items.map { $0["outcome"] } == ["answered", "failed"])
            #expect(items.map { $0["tokens_computed"] } == [0, 1])
            #expect(items.last?["compute_ms"]?.double == 2)
            #expect(report["total"]?["requests"] == 2)
        }
    }

    @Test("A request that is refused before a model is asked leaves no record")
    func refused() async throws {
        try await withStage { stage in
            _ = try await stage.send(Self.embedding, by: .employee)
            let unknown = Call.post("/v1/embeddings", ["model": "other", "input": "a"])
            #expect(try await stage.send(unknown, by: .engineer).status == 404)
            #expect(try await Self.report("group_by=kind", stage)["items"] == [])
        }
    }

    @Test("The table has the same lines, and no cell that a spreadsheet would run")
    func table() async throws {
        try await withStage { stage in
            try await stage.expect(Self.embedding, by: .engineer)
            await stage.platform.usage.flush()
            let path = "/api/v1/usage?group_by=principal,kind,outcome&format=csv"
            let lines = try await stage.expect(.get(path), by: .admin).text.split(separator: "\r\n")
            try #require(lines.count == 2)
            #expect(
                lines[0]
                    == "principal,principal_id,kind,outcome,requests,texts,tokens_read,tokens_computed,texts_reused,"
                    + "compute_ms,queue_ms,batch_share"
            )
            let id = try stage.cast.id(.engineer)
            #expect(lines[1] == "engineer,\(id),embeddings,answered,1,2,3,0,0,0.0,0.0,0.0")
        }
    }

    @Test(
        "What cannot be reported is refused with the parameter that is at fault",
        arguments: [
            "group_by=colour", "group_by=", "group_by=team,team", "format=pdf", "from=yesterday",
            "from=2026-02-01&to=2026-01-01", "from=2020-01-01&to=2026-01-01",
        ]
    )
    func badParameters(query: String) async throws {
        try await withStage { stage in
            let exchange = try await stage.send(.get("/api/v1/usage?\(query)"), by: .admin)
            #expect(exchange.status == 422)
            #expect(exchange.problem == "invalid_input")
        }
    }

    @Test("What a time does not hold is not in its report")
    func time() async throws {
        try await withStage { stage in
            try await stage.expect(Self.embedding, by: .engineer)
            let before = try await Self.report("from=2025-11-01&to=2025-12-01", stage)
            #expect(before["items"] == [])
            #expect(before["total"]?["requests"] == 0)
        }
    }
}
