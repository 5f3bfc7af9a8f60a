package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresGovernanceStore: CardStore {
    /// The most edges that one card lists.
    private static let edgesMax = 200
    /// The most metrics of its run that the card of a version lists.
    private static let metricsMax = 200

    package func card(of model: ResourceName, version: Int?) async throws -> ModelCard? {
        try await queries.row(
            "\(ModelCard.selection) WHERE \(Self.isCard(of: model, version)) ORDER BY c.revision DESC LIMIT 1",
            ModelCard.init
        )
    }

    package func cardHistory(
        of model: ResourceName,
        version: Int?,
        page: PageRequest
    ) async throws -> Page<ModelCard> {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            \(ModelCard.selection) WHERE \(Self.isCard(of: model, version))
                AND (\(optional: before) IS NULL OR c.revision < \(optional: before))
            ORDER BY c.revision DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.revision) }, ModelCard.init)
    }

    package func writeCard(
        _ document: CardDocument,
        of model: ResourceName,
        version: Int?,
        expecting expected: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelCard> {
        let (now, author) = (grant.grantedAt, grant.actor.principalID)
        let text = String(decoding: try document.canonicalBytes, as: UTF8.self)
        let digest = try document.digest
        let thing = "The card of \(Self.thing(model, version))"
        return try await ledger.record(thing, under: grant) { connection in
            let subject = try await Self.lock(model, version: version, on: connection)
            let before = try await Self.newestCard(subject, on: connection)
            try ExpectedRevision(expected).check(before?.revision ?? 0, of: thing)
            let revision = (before?.revision ?? 0) + 1
            _ = try await connection.execute(
                """
                INSERT INTO model_cards (subject_id, revision, model_id, version_id, document, digest,
                    filled_fields, written_at, written_by)
                VALUES (\(subject.id), \(revision), \(subject.modelID), \(optional: subject.versionID), \(text),
                    \(digest), \(document.filledFields), \(now), \(author))
                """
            )
            guard let after = try await Self.newestCard(subject, on: connection) else {
                throw StoreFault.notFound(what: thing)
            }
            var changed = subject.changed
            changed.digest = digest
            let details: [String: JSONValue] = [
                "revision": .string(String(revision)),
                "filled_fields": .string(String(document.filledFields.count)),
            ]
            return try Change(after, changed, before: before, details: details)
        }
    }

    package func cardFacts(of model: ResourceName, version: Int?, at now: Instant) async throws -> CardFacts?
    {
        let found = try await queries.row(
            "\(Model.selection) WHERE m.name = \(model) AND m.deleted_at IS NULL",
            Model.init
        )
        guard let found else { return nil }
        let rows = try await queries.rows(
            """
            \(LineageEdge.selection)
            WHERE m.id = \(found.id) AND mv.deleted_at IS NULL
                AND (\(optional: version) IS NULL OR mv.number = \(optional: version))
            ORDER BY mv.number DESC, d.name, dv.number, e.role LIMIT \(Self.edgesMax)
            """
        )
        let edges = try rows.map(LineageEdge.init)
        guard let version else {
            return CardFacts(model: found, version: nil, lineage: edges, readAt: now)
        }
        return try await versionFacts(version, of: found, edges, at: now)
    }

    private func versionFacts(
        _ number: Int,
        of model: Model,
        _ edges: [LineageEdge],
        at now: Instant
    ) async throws -> CardFacts? {
        let version = try await queries.row(
            """
            \(ModelVersion.selection)
            WHERE v.model_id = \(model.id) AND v.number = \(number) AND v.deleted_at IS NULL
            """,
            ModelVersion.init
        )
        guard let version else { return nil }
        let runID = version.origin?.runID
        let metrics = try await queries.rows(
            """
            SELECT key, value::text AS value FROM run_metrics
            WHERE run_id = uuid_of_hex(\(runID ?? "")) ORDER BY key LIMIT \(Self.metricsMax)
            """
        )
        return CardFacts(
            model: model,
            version: version,
            lineage: edges,
            runID: runID,
            runMetrics: try metrics.map { row in
                CardFacts.RunMetric(key: try row.decode("key"), value: try row.decode("value"))
            },
            readAt: now
        )
    }

    private static func isCard(of model: ResourceName, _ version: Int?) -> SQL {
        let narrowed: SQL =
            version.map { "v.number = \($0) AND v.deleted_at IS NULL" } ?? "c.version_id IS NULL"
        return "m.name = \(model) AND m.deleted_at IS NULL AND \(narrowed)"
    }

    private static func newestCard(_ subject: Subject, on connection: PostgresConnection) async throws
        -> ModelCard?
    {
        try await connection.queryOne(
            "\(ModelCard.selection) WHERE c.subject_id = \(subject.id) ORDER BY c.revision DESC LIMIT 1"
        ).map(ModelCard.init)
    }
}
