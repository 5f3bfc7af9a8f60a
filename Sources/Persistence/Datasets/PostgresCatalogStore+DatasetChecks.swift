package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func checks(
        ofDatasetVersion number: Int,
        of name: ResourceName,
        latestOnly: Bool,
        page: PageRequest
    ) async throws -> Page<QualityCheck> {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            SELECT \(QualityCheck.columns)
            FROM dataset_checks k JOIN dataset_versions v ON v.id = k.version_id
            JOIN datasets d ON d.id = v.dataset_id
            WHERE d.name = \(name) AND v.number = \(number) AND (NOT \(latestOnly) OR k.is_latest)
                AND (\(optional: before) IS NULL OR k.number < \(optional: before))
            ORDER BY k.number DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.number) }, QualityCheck.init)
    }

    package func recordChecks(
        _ drafts: [QualityCheckDraft],
        onDatasetVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<[QualityCheck]> {
        guard (1...QualityCheckDraft.batchMax).contains(drafts.count) else {
            throw StoreFault.invalid(
                field: "checks",
                detail: "must be 1 to \(QualityCheckDraft.batchMax) results."
            )
        }
        let now = grant.grantedAt
        let recorder = grant.actor.principalID
        return try await ledger.record("A check of dataset \"\(name)\"", under: grant) { connection in
            let version = try await Self.lockDatasetVersion(number, of: name, on: connection)
            let inserted = try await connection.pipeline(
                try drafts.map { try Self.insertion(of: $0, in: version.id, by: recorder, at: now) }
            )
            let numbers = try inserted.compactMap(\.first).map { try $0.decode("number", as: Int64.self) }
            try await Self.markLatest(Array(Set(drafts.map(\.name))), of: version.id, on: connection)
            let rows = try await connection.query(
                "SELECT \(QualityCheck.columns) FROM dataset_checks k WHERE k.number = ANY (\(numbers)) ORDER BY k.number"
            )
            let checks = try rows.map(QualityCheck.init)
            return try Change(checks, version.subject, details: Self.details(of: checks))
        }
    }

    private static func insertion(
        of draft: QualityCheckDraft,
        in version: DatasetVersionID,
        by recorder: PrincipalID,
        at now: Instant
    ) throws -> SQL {
        let (outcome, reason) = draft.expectation.judge(draft.observed, claimed: draft.claimed)
        return """
            INSERT INTO dataset_checks (version_id, name, kind, expectation, observed, outcome, reason, tool, run_at,
                recorded_at, recorded_by)
            VALUES (\(version), \(draft.name), \(draft.kind), \(try PostgresJSON(encoding: draft.expectation)),
                \(try draft.observed.map(PostgresJSON.init(encoding:))), \(outcome), \(reason), \(draft.tool),
                \(draft.runAt), \(now), \(recorder))
            RETURNING number
            """
    }

    /// Moves the mark to the result that ran last under each name; a late report of an older run does not get it.
    private static func markLatest(
        _ names: [String],
        of version: DatasetVersionID,
        on connection: PostgresConnection
    ) async throws {
        let answers = try await connection.pipeline([
            """
            UPDATE dataset_checks k SET is_latest = (k.number = newest.number)
            FROM unnest(\(names)) AS given (name) CROSS JOIN LATERAL (
                SELECT c.number FROM dataset_checks c WHERE c.version_id = \(version) AND c.name = given.name
                ORDER BY c.run_at DESC, c.number DESC LIMIT 1
            ) newest
            WHERE k.version_id = \(version) AND k.name = given.name AND (k.is_latest OR k.number = newest.number)
                AND k.is_latest <> (k.number = newest.number)
            """,
            "SELECT count(*) AS name_count FROM dataset_checks WHERE version_id = \(version) AND is_latest",
        ])
        let count = try answers.last?.first?.decode("name_count", as: Int.self) ?? 0
        guard count <= QualityCheckDraft.namesMax else {
            throw StoreFault.conflict(
                detail:
                    "A version holds the results of at most \(QualityCheckDraft.namesMax) different checks."
            )
        }
    }

    private static func details(of checks: [QualityCheck]) -> [String: JSONValue] {
        func count(_ outcome: CheckOutcome) -> JSONValue {
            .string(String(checks.count { $0.outcome == outcome }))
        }
        return ["pass": count(.pass), "warn": count(.warn), "fail": count(.fail)]
    }
}
