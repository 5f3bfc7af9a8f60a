package import Access
package import Catalog
package import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func runInfo(_ id: RunID) async throws -> RunInfo? {
        try await queries.row("\(RunInfo.selection) WHERE r.id = \(id)", RunInfo.init)
    }

    package func run(_ id: RunID) async throws -> Run? {
        try await queries.row("\(Run.selection) WHERE r.id = \(id)", Run.init)
    }

    package func createRun(_ draft: RunDraft, under grant: borrowing Grant) async throws -> Recorded<RunInfo>
    {
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        let team = Self.firstTeam(of: grant.actor)
        return try await ledger.record("Run \(draft.id.hex)", under: grant) { connection in
            let answers = try await connection.pipeline([
                ("""
                INSERT INTO runs (id, experiment_id, name, user_claim, started_at_ms, owner_team_id, created_by, created_at)
                SELECT \(draft.id), id, \(draft.name), \(draft.userClaim), \(draft.startedAtMs), (\(team)),
                    \(creator), \(now)
                FROM experiments WHERE id = \(draft.experimentID) AND deleted_at IS NULL
                """ as SQL).named("runs.insert"),
                ("\(RunInfo.selection) WHERE r.id = \(draft.id)" as SQL).named("runs.info"),
            ])
            guard let row = answers.last?.first else {
                throw try await missingExperiment(draft.experimentID)
            }
            let made = try RunInfo(row)
            _ = try await connection.pipeline([
                TrackedTexts.upsert(draft.tags, into: "run_tags", "run_id", "\(draft.id)").named(
                    "run_tags.upsert"
                )
            ])
            var details = made.auditDetails
            if !draft.truncatedKeys.isEmpty {
                details["truncated"] = .string(draft.truncatedKeys.joined(separator: ", "))
            }
            return try Change(made, made.subject, details: details)
        }
    }

    package func updateRun(
        _ id: RunID,
        _ changes: RunChanges,
        under grant: borrowing Grant
    ) async throws -> Recorded<RunInfo> {
        try await change(id, under: grant) { before, connection in
            var statements: [SQL] = [
                """
                UPDATE runs SET status = \(changes.status ?? before.status),
                    ended_at_ms = \(optional: changes.endedAtMs ?? before.endedAtMs),
                    name = \(changes.name ?? before.name)
                WHERE id = \(id)
                """
            ]
            if let name = changes.name {
                let tag = KeyedText(key: RunInfo.nameTag, value: name)
                statements.append(TrackedTexts.upsert([tag], into: "run_tags", "run_id", "\(id)"))
            }
            _ = try await connection.pipeline(statements)
            return ["status": .string((changes.status ?? before.status).rawValue)]
        }
    }

    package func setRun(_ id: RunID, deleted: Bool, under grant: borrowing Grant) async throws -> Recorded<
        RunInfo
    > {
        let now = grant.grantedAt
        return try await change(id, under: grant, allowingDeleted: true) { before, connection in
            if before.isDeleted != deleted {
                _ = try await connection.execute(
                    "UPDATE runs SET deleted_at = \(optional: deleted ? now : nil) WHERE id = \(id)"
                )
            }
            return ["lifecycle": deleted ? "deleted" : "active"]
        }
    }

    package func deleteTag(
        _ key: String,
        ofRun id: RunID,
        under grant: borrowing Grant
    ) async throws -> Recorded<RunInfo> {
        try await change(id, under: grant) { _, connection in
            let removed = try await connection.execute(
                "DELETE FROM run_tags WHERE run_id = \(id) AND key = \(key)"
            )
            guard removed > 0 else {
                throw TrackingFault(.missing, "No tag with name: \(key) in run with id \(id.hex)")
            }
            return ["tag": .string(key), "done": "deleted"]
        }
    }

    package func appendModelRecord(
        _ record: JSONValue,
        toRun id: RunID,
        under grant: borrowing Grant
    ) async throws -> Recorded<RunInfo> {
        try await change(id, under: grant) { _, connection in
            let row = try await connection.queryOne(
                "SELECT value FROM run_tags WHERE run_id = \(id) AND key = \(RunInfo.modelsTag)"
            )
            let earlier = try row.map { try JSONValue(parsing: $0.decode("value", as: String.self).utf8) }
            let all = (earlier?.array ?? []) + [record]
            let text = String(decoding: try CanonicalJSON.encode(.array(all)), as: UTF8.self)
            guard text.unicodeScalars.count <= TrackingLimits.tagLengthMax else {
                throw TrackingFault.tooLong(RunInfo.modelsTag, TrackingLimits.tagLengthMax)
            }
            let tag = KeyedText(key: RunInfo.modelsTag, value: text)
            _ = try await connection.execute(TrackedTexts.upsert([tag], into: "run_tags", "run_id", "\(id)"))
            return ["tag": .string(RunInfo.modelsTag), "records": .string(String(all.count))]
        }
    }
}

extension PostgresTrackingStore {
    /// Changes a locked run. `body` gives the details of the audit entry.
    func change(
        _ id: RunID,
        under grant: borrowing Grant,
        allowingDeleted: Bool = false,
        _ body: (RunInfo, PostgresConnection) async throws -> [String: JSONValue]
    ) async throws -> Recorded<RunInfo> {
        try await ledger.record("Run \(id.hex)", under: grant) { connection in
            let answers = try await connection.pipeline([
                ("SELECT FROM runs WHERE id = \(id) FOR NO KEY UPDATE" as SQL).named("runs.lock"),
                ("\(RunInfo.selection) WHERE r.id = \(id)" as SQL).named("runs.info"),
            ])
            guard let before = try answers.last?.first.map(RunInfo.init) else {
                throw TrackingFault.noRun(id.hex)
            }
            if before.isDeleted, !allowingDeleted { throw TrackingFault.deleted(id) }
            let details = try await body(before, connection)
            guard let row = try await connection.queryOne("\(RunInfo.selection) WHERE r.id = \(id)") else {
                throw TrackingFault.noRun(id.hex)
            }
            let after = try RunInfo(row)
            return try Change(
                after,
                after.subject,
                before: before,
                details: details.merging(after.auditDetails) { first, _ in first }
            )
        }
    }

    /// Why nothing can be made in the experiment.
    func missingExperiment(_ id: ExperimentID) async throws -> TrackingFault {
        try await experiment(id) == nil ? .noExperiment(id.description) : .deleted(id)
    }
}
