package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresGovernanceStore: RetentionStore {
    /// The most holds that one listing gives.
    private static let holdsMax = 1_000

    package func retire(
        _ model: ResourceName,
        version: Int?,
        _ draft: RetirementDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Retirement> {
        let (now, author) = (grant.grantedAt, grant.actor.principalID)
        let (thing, effectID) = (Self.thing(model, version), grant.effectID)
        return try await ledger.record(thing, under: grant) { connection in
            let subject = try await Self.lock(model, version: version, on: connection)
            if let earlier = try await Self.retirement(of: subject, on: connection) {
                throw StoreFault.conflict(
                    detail:
                        "\(thing) has been retired since \(earlier.recordedAt.rfc3339). Retirement is final."
                )
            }
            let running: SQL =
                subject.versionID.map { "x.model_version_id = \($0)" } ?? "x.model_id = \(subject.modelID)"
            try await StandingDeployments.refuse(where: running, on: connection)
            let successor = try await Self.find(draft.successor, of: subject, on: connection)
            _ = try await connection.pipeline([
                """
                INSERT INTO retirements (subject_id, model_id, version_id, reason, successor_model_id,
                    successor_version_id, effective_at, recorded_at, recorded_by)
                VALUES (\(subject.id), \(subject.modelID), \(optional: subject.versionID), \(draft.reason),
                    \(optional: successor?.modelID), \(optional: successor?.versionID),
                    \(draft.effectiveAt ?? now), \(now), \(author))
                """,
                """
                UPDATE models SET retired_at = \(now), updated_at = greatest(updated_at, \(now)),
                    revision = revision + 1
                WHERE id = \(subject.modelID) AND \(subject.versionID == nil)
                """,
                """
                WITH retired AS (
                    SELECT id, lifecycle FROM model_versions
                    WHERE model_id = \(subject.modelID) AND lifecycle <> 'retired' AND deleted_at IS NULL
                        AND (\(optional: subject.versionID) IS NULL OR id = \(optional: subject.versionID))
                    FOR UPDATE
                ), noted AS (
                    INSERT INTO lifecycle_changes (version_id, effect_id, from_lifecycle, to_lifecycle, reason,
                        changed_at, changed_by)
                    SELECT id, \(effectID), lifecycle, 'retired', left(\(draft.reason), 500), \(now), \(author)
                    FROM retired
                )
                UPDATE model_versions v SET lifecycle = 'retired', updated_at = greatest(v.updated_at, \(now)),
                    revision = v.revision + 1
                FROM retired WHERE v.id = retired.id
                """,
            ])
            guard let made = try await Self.retirement(of: subject, on: connection) else {
                throw StoreFault.notFound(what: thing)
            }
            var details: [String: JSONValue] = ["reason": .string(String(draft.reason.prefix(500)))]
            details["successor"] = made.successor.map(JSONValue.string)
            return try Change(made, subject.changed, details: details)
        }
    }

    package func retirement(of model: ResourceName, version: Int?) async throws -> Retirement? {
        let whole: SQL = "m.name = \(model) AND m.deleted_at IS NULL AND r.version_id IS NULL"
        guard let version else {
            return try await queries.row("\(Retirement.selection) WHERE \(whole)", Retirement.init)
        }
        return try await queries.row(
            """
            \(Retirement.selection)
            WHERE \(whole) OR m.name = \(model) AND m.deleted_at IS NULL AND v.number = \(version)
            ORDER BY r.recorded_at LIMIT 1
            """,
            Retirement.init
        )
    }

    private static func retirement(of subject: Subject, on connection: PostgresConnection) async throws
        -> Retirement?
    {
        try await connection.queryOne(
            """
            \(Retirement.selection)
            WHERE r.model_id = \(subject.modelID)
                AND (r.version_id IS NULL OR r.version_id = \(optional: subject.versionID))
            ORDER BY r.recorded_at LIMIT 1
            """
        ).map(Retirement.init)
    }

    private static func find(
        _ successor: RetirementDraft.Successor?,
        of subject: Subject,
        on connection: PostgresConnection
    ) async throws -> (modelID: ModelID, versionID: ModelVersionID?)? {
        guard let successor else { return nil }
        let row = try await connection.queryOne(
            """
            SELECT m.id, v.id AS version_id FROM models m
            LEFT JOIN model_versions v ON v.model_id = m.id AND v.number = \(optional: successor.version)
                AND v.deleted_at IS NULL
            WHERE m.name = \(successor.model) AND m.deleted_at IS NULL
            """
        )
        let modelID = try row?.decode("id", as: ModelID.self)
        let versionID = try row?.decode("version_id", as: ModelVersionID?.self) ?? nil
        guard let modelID, successor.version == nil || versionID != nil else {
            throw StoreFault.invalid(field: "successor", detail: "names no model or version.")
        }
        guard
            modelID != subject.modelID
                || (subject.versionID != nil && versionID != nil && versionID != subject.versionID)
        else { throw StoreFault.invalid(field: "successor", detail: "must not be what is retired.") }
        return (modelID, versionID)
    }

    // MARK: Holds

    package func placeHold(
        on model: ResourceName,
        version: Int?,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<LegalHold> {
        let (now, author) = (grant.grantedAt, grant.actor.principalID)
        let id = LegalHoldID.new(at: now)
        return try await ledger.record("A hold on \(Self.thing(model, version))", under: grant) {
            connection in
            let subject = try await Self.lock(model, version: version, on: connection)
            _ = try await connection.execute(
                """
                INSERT INTO legal_holds (id, model_id, version_id, reason, placed_at, placed_by)
                VALUES (\(id), \(subject.modelID), \(optional: subject.versionID), \(reason), \(now), \(author))
                """
            )
            let hold = try await Self.hold(id, on: connection)
            return try Change(hold, subject.changed, details: hold.auditDetails)
        }
    }

    package func releaseHold(
        _ id: LegalHoldID,
        on model: ResourceName,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<LegalHold> {
        let (now, author) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("Hold \(id)", under: grant) { connection in
            let subject = try await Self.lock(model, version: nil, on: connection)
            let before = try await Self.hold(id, on: connection)
            guard before.modelID == subject.modelID else { throw StoreFault.notFound(what: "Hold \(id)") }
            guard before.releasedAt == nil else {
                throw StoreFault.conflict(detail: "Hold \(id) has been released already.")
            }
            _ = try await connection.execute(
                """
                UPDATE legal_holds SET released_at = \(now), released_by = \(author), release_reason = \(reason)
                WHERE id = \(id)
                """
            )
            let after = try await Self.hold(id, on: connection)
            return try Change(after, subject.changed, before: before, details: after.auditDetails)
        }
    }

    package func holds(on model: ResourceName) async throws -> [LegalHold] {
        let rows = try await queries.rows(
            """
            \(LegalHold.selection) WHERE m.name = \(model) AND m.deleted_at IS NULL
            ORDER BY h.id DESC LIMIT \(Self.holdsMax)
            """
        )
        return try rows.map(LegalHold.init)
    }

    private static func hold(_ id: LegalHoldID, on connection: PostgresConnection) async throws -> LegalHold {
        let row = try await connection.queryOne("\(LegalHold.selection) WHERE h.id = \(id)")
        guard let row else { throw StoreFault.notFound(what: "Hold \(id)") }
        return try LegalHold(row)
    }
}

extension LegalHold {
    fileprivate var auditDetails: [String: JSONValue] {
        [
            "hold_id": .string(id.description), "is_released": .string(releasedAt == nil ? "no" : "yes"),
            "reason": .string(String((releaseReason ?? reason).prefix(500))),
        ]
    }
}
