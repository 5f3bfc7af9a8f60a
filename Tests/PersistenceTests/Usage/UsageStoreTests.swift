import Access
import Identifiers
import Persistence
import PostgresClient
import Testing

@Suite("Usage in PostgreSQL")
struct UsageStoreTests {
    private static let model = UsageRecord.Model(
        name: "mini",
        version: "2",
        digest: Digest(words: (0, 0, 0, 9)),
        precision: "int8"
    )

    private static func record(
        at now: Instant,
        _ kind: UsageRecord.Kind = .embeddings,
        _ outcome: UsageRecord.Outcome = .answered,
        of model: UsageRecord.Model = model,
        by principal: PrincipalID? = nil,
        computed: Int = 10,
        share: Double = 1
    ) -> UsageRecord {
        UsageRecord(
            id: .new(at: now),
            at: now,
            principalID: principal,
            teamID: nil,
            kind: kind,
            outcome: outcome,
            model: model,
            texts: 1,
            tokensRead: 12,
            tokensComputed: computed,
            textsReused: 0,
            computeMicroseconds: 1_234_567,
            queueMicroseconds: 5,
            batchShare: share
        )
    }

    private static func query(_ fixture: PersistenceFixture, _ grouping: [UsageQuery.Grouping]) -> UsageQuery
    {
        UsageQuery(
            from: fixture.now.advanced(bySeconds: -86_400),
            to: fixture.now.advanced(bySeconds: 86_400),
            grouping: grouping
        )
    }

    @Test("Records come back as sums; one that is written again counts once")
    func onceOnly() async throws {
        try await withPersistence { fixture in
            let store = PostgresUsageStore(pool: fixture.pool)
            let person = fixture.administrator.principalID
            let records = [
                Self.record(at: fixture.now, by: person),
                Self.record(at: fixture.now, computed: 30, share: 0.5),
            ]
            try await store.append(records)
            try await store.append(records + [Self.record(at: fixture.now, .rerank, computed: 0, share: 0)])
            let all = try await store.sums(Self.query(fixture, []), limit: 10)
            let sum = try #require(all.first)
            #expect(all.count == 1 && sum.requests == 3 && sum.texts == 3)
            #expect(sum.tokensRead == 36 && sum.tokensComputed == 40)
            #expect(sum.computeMicroseconds == 3_703_701 && sum.queueMicroseconds == 15)
            #expect(sum.batchShare == 0.625, "the mean by tokens")
            let people = try await store.sums(Self.query(fixture, [.principal]), limit: 10)
            #expect(people.map(\.group.principalName) == ["Ada", nil])
            #expect(people.map(\.group.principalID) == [person, nil])
            let kinds = try await store.sums(Self.query(fixture, [.kind, .model, .day, .team]), limit: 10)
            #expect(kinds.map(\.group.kind) == [.embeddings, .rerank])
            #expect(kinds.map(\.group.model) == [Self.model, Self.model])
            #expect(try await store.sums(Self.query(fixture, [.kind]), limit: 1).count == 1)
        }
    }

    @Test("Precisions and outcomes are told apart; of a row from before both were recorded, what is known")
    func precisionsAndOutcomes() async throws {
        try await withPersistence { fixture in
            let store = PostgresUsageStore(pool: fixture.pool)
            var whole = Self.model
            whole.precision = "fp32"
            try await store.append([
                Self.record(at: fixture.now), Self.record(at: fixture.now, .embeddings, .cancelled),
                Self.record(at: fixture.now, .embeddings, .failed, of: whole),
            ])
            _ = try await fixture.pool.execute(
                """
                INSERT INTO inference_usage (id, at, kind, model_name, model_version, model_digest, texts, tokens_read,
                    tokens_computed, texts_reused, compute_us, queue_us, batch_share)
                SELECT gen_random_uuid(), at, kind, model_name, model_version, model_digest, texts, tokens_read,
                    tokens_computed, texts_reused, compute_us, queue_us, batch_share
                FROM inference_usage LIMIT 1
                """
            )
            let models = try await store.sums(Self.query(fixture, [.model]), limit: 10)
            #expect(models.map(\.group.model?.precision) == ["fp32", "int8", nil])
            #expect(models.map(\.requests) == [1, 2, 1])
            let outcomes = try await store.sums(Self.query(fixture, [.outcome]), limit: 10)
            #expect(outcomes.map(\.group.outcome) == [.answered, .cancelled, .failed])
            #expect(outcomes.map(\.requests) == [2, 1, 1])
        }
    }

    @Test("A full batch is one insertion")
    func wholeBatch() async throws {
        try await withPersistence { fixture in
            let store = PostgresUsageStore(pool: fixture.pool)
            try await store.append((0..<256).map { _ in Self.record(at: fixture.now) })
            #expect(try await store.sums(Self.query(fixture, []), limit: 1).first?.requests == 256)
        }
    }

    @Test("The application can neither change nor remove a row")
    func appendOnly() async throws {
        try await withPersistence { fixture in
            try await PostgresUsageStore(pool: fixture.pool).append([Self.record(at: fixture.now)])
            for statement: SQL in [
                "UPDATE inference_usage SET texts = 0", "DELETE FROM inference_usage",
                "TRUNCATE inference_usage",
            ] {
                let error = await #expect(throws: PostgresError.self, "\(statement.text)") {
                    _ = try await fixture.pool.execute(statement)
                }
                #expect(error?.code == .insufficientPrivilege, "\(statement.text)")
            }
        }
    }

    @Test("It forgets what is older than 400 days and nothing else")
    func retention() async throws {
        try await withPersistence { fixture in
            let store = PostgresUsageStore(pool: fixture.pool)
            try await store.append([Self.record(at: fixture.now), Self.record(at: fixture.now, .rerank)])
            // The age is measured with the clock of the database.
            _ = try await fixture.superuser.execute(
                """
                UPDATE inference_usage SET at = now() - interval '401 days' WHERE kind = 'rerank'
                """
            )
            _ = try await fixture.superuser.execute(
                "UPDATE inference_usage SET at = now() - interval '399 days' WHERE kind <> 'rerank'"
            )
            #expect(try await store.forgetOld() == 1)
            #expect(try await store.forgetOld() == 0)
        }
    }
}
