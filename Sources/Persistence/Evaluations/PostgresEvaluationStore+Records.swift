package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresEvaluationStore {
    package func records(of id: EvaluationDatasetID, after: EvaluationRecordID?, limit: Int) async throws
        -> [EvaluationRecord]
    {
        try await queries.rows(
            """
            SELECT id, content, user_claim, created_at, updated_at FROM evaluation_records
            WHERE dataset_id = \(id) AND (\(optional: after)::uuid IS NULL OR id > \(optional: after))
            ORDER BY id LIMIT \(Int64(limit))
            """
        )
        .map(EvaluationRecord.init)
    }

    package func upsert(
        _ records: [EvaluationRecordDraft],
        in id: EvaluationDatasetID,
        userClaim: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<EvaluationUpsert> {
        let (now, writer) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record(EvaluationDataset.thing(id), under: grant) { connection in
            let dataset = try await Self.lock(id, on: connection)
            let known = try await Self.known(records, in: id, on: connection)
            var contents: [Digest: [String: JSONValue]] = known
            var inserted: [Digest] = []
            for record in records {
                if contents[record.inputsDigest] == nil { inserted.append(record.inputsDigest) }
                contents[record.inputsDigest] = record.merged(onto: contents[record.inputsDigest] ?? [:])
            }
            // New records keep the order in which they were told.
            let fresh = Set(inserted)
            let digests = inserted + known.keys.filter { !fresh.contains($0) }
            let texts = try digests.map { try JSONValue.object(contents[$0] ?? [:]).storedText }
            let ids = digests.indices.map { Self.recordID(at: now, index: $0) }
            _ = try await connection.execute(
                """
                INSERT INTO evaluation_records AS r (id, dataset_id, inputs_digest, content, user_claim, created_at,
                    updated_at, updated_by)
                SELECT n.id, \(id), n.digest, n.content, \(userClaim), \(now), \(now), \(writer)
                FROM unnest(\(ids), \(digests), \(texts)) AS n (id, digest, content)
                ON CONFLICT (dataset_id, inputs_digest) DO UPDATE SET content = excluded.content,
                    updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """
            )
            _ = try await connection.execute(Self.refresh(id, now))
            let value = EvaluationUpsert(inserted: inserted.count, updated: records.count - inserted.count)
            return try Change(
                value,
                dataset.subject,
                details: ["inserted": .string("\(value.inserted)"), "updated": .string("\(value.updated)")]
            )
        }
    }

    private static func known(
        _ records: [EvaluationRecordDraft],
        in id: EvaluationDatasetID,
        on connection: PostgresConnection
    ) async throws -> [Digest: [String: JSONValue]] {
        let digests = records.map(\.inputsDigest)
        let rows = try await connection.query(
            """
            SELECT inputs_digest, content FROM evaluation_records
            WHERE dataset_id = \(id) AND inputs_digest = ANY (\(digests))
            """
        )
        var known: [Digest: [String: JSONValue]] = [:]
        for row in rows {
            let text: String = try row.decode("content")
            let content = try JSONValue(parsing: Array(text.utf8), roundsLongIntegers: true)
            known[try row.decode("inputs_digest")] = content.object ?? [:]
        }
        return known
    }

    /// Ids that sort in the order of the records of one request.
    private static func recordID(at now: Instant, index: Int) -> EvaluationRecordID {
        var generator = SystemRandomNumberGenerator()
        let order = UInt64(index) << 40 | generator.next() & 0xFF_FFFF_FFFF
        return EvaluationRecordID(at: now, random: UInt64(index) >> 20, order)
    }

    package func deleteRecords(
        _ records: [EvaluationRecordID],
        of id: EvaluationDatasetID,
        under grant: borrowing Grant
    ) async throws -> Recorded<Int> {
        let now = grant.grantedAt
        return try await ledger.record(EvaluationDataset.thing(id), under: grant) { connection in
            let dataset = try await Self.lock(id, on: connection)
            let deleted = try await connection.query(
                "DELETE FROM evaluation_records WHERE dataset_id = \(id) AND id = ANY (\(records)) RETURNING id"
            ).count
            _ = try await connection.execute(Self.refresh(id, now))
            return try Change(deleted, dataset.subject, details: ["deleted": .string("\(deleted)")])
        }
    }

    private static func refresh(_ id: EvaluationDatasetID, _ now: Instant) -> SQL {
        """
        UPDATE evaluation_datasets SET updated_at = \(now), digest = (
            SELECT encode(sha256(coalesce(string_agg(inputs_digest || sha256(convert_to(content, 'UTF8')), ''::bytea
                ORDER BY inputs_digest), ''::bytea)), 'hex')
            FROM evaluation_records WHERE dataset_id = \(id)
        ) WHERE id = \(id)
        """
    }
}
