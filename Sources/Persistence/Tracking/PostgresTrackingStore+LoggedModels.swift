package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTrackingStore {
    package func loggedModelInfo(_ id: LoggedModelID) async throws -> LoggedModelInfo? {
        try await queries.row("\(LoggedModelInfo.selection) WHERE m.id = \(id)", LoggedModelInfo.init)
    }

    package func loggedModel(_ id: LoggedModelID) async throws -> LoggedModel? {
        try await queries.row("\(LoggedModel.selection) WHERE m.id = \(id)", LoggedModel.init)
    }

    package func createLoggedModel(
        _ draft: LoggedModelDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        let id = LoggedModelID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        let team = Self.firstTeam(of: grant.actor)
        return try await ledger.record("Logged model \(id.prefixed)", under: grant) { connection in
            if let source = draft.sourceRunID {
                let row = try await connection.queryOne("SELECT id FROM runs WHERE id = \(source)")
                guard row != nil else { throw TrackingFault.noRun(source.hex) }
            }
            let inserted = try await connection.query(
                """
                INSERT INTO logged_models (id, experiment_id, name, model_type, source_run_id, owner_team_id, created_by,
                    created_at, updated_at)
                SELECT \(id), id, \(draft.name), \(draft.modelType), \(optional: draft.sourceRunID), (\(team)), \(creator),
                    \(now), \(now)
                FROM experiments WHERE id = \(draft.experimentID) AND deleted_at IS NULL
                RETURNING id
                """
            )
            guard !inserted.isEmpty else { throw try await missingExperiment(draft.experimentID) }
            let answers = try await connection.pipeline([
                TrackedTexts.upsert(draft.tags, into: "logged_model_tags", "model_id", "\(id)"),
                TrackedTexts.upsert(draft.parameters, into: "logged_model_params", "model_id", "\(id)"),
                "\(LoggedModelInfo.selection) WHERE m.id = \(id)",
            ])
            let made = try Self.info(id, in: answers)
            return try Change(made, made.subject, details: made.auditDetails)
        }
    }

    package func finalizeLoggedModel(
        _ id: LoggedModelID,
        as status: LoggedModel.Status,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        try await change(id, under: grant) { _, connection in
            _ = try await connection.execute("UPDATE logged_models SET status = \(status) WHERE id = \(id)")
            return [:]
        }
    }

    package func deleteLoggedModel(
        _ id: LoggedModelID,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        let now = grant.grantedAt
        return try await change(id, under: grant) { _, connection in
            _ = try await connection.execute("UPDATE logged_models SET deleted_at = \(now) WHERE id = \(id)")
            return ["lifecycle": "deleted"]
        }
    }

    package func setTags(
        _ tags: [KeyedText],
        ofLoggedModel id: LoggedModelID,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        try await change(id, under: grant) { _, connection in
            _ = try await connection.execute(
                TrackedTexts.upsert(tags, into: "logged_model_tags", "model_id", "\(id)")
            )
            return ["tags": .string(String(tags.count))]
        }
    }

    package func deleteTag(
        _ key: String,
        ofLoggedModel id: LoggedModelID,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        try await change(id, under: grant) { _, connection in
            let removed = try await connection.execute(
                "DELETE FROM logged_model_tags WHERE model_id = \(id) AND key = \(key)"
            )
            guard removed > 0 else {
                throw TrackingFault(
                    .missing,
                    "No tag with key '\(key)' found for model with ID '\(id.prefixed)'."
                )
            }
            return ["tag": .string(key), "done": "deleted"]
        }
    }

    package func logParameters(
        _ parameters: [KeyedText],
        ofLoggedModel id: LoggedModelID,
        under grant: borrowing Grant
    ) async throws -> Recorded<LoggedModelInfo> {
        try await change(id, under: grant) { _, connection in
            let rows = try await connection.query(
                """
                SELECT key, value FROM logged_model_params
                WHERE model_id = \(id) AND key = ANY (\(parameters.map(\.key)))
                """
            )
            for row in rows {
                let stored = KeyedText(key: try row.decode("key"), value: try row.decode("value"))
                guard parameters[stored.key] == stored.value else {
                    throw TrackingFault.refused(
                        "Changing param values is not allowed. Param with key='\(stored.key)' was already logged with "
                            + "value='\(stored.value)' for model ID='\(id.prefixed)'."
                    )
                }
            }
            _ = try await connection.execute(
                TrackedTexts.upsert(parameters, into: "logged_model_params", "model_id", "\(id)")
            )
            return ["params": .string(String(parameters.count))]
        }
    }
}

extension PostgresTrackingStore {
    /// Changes a locked logged model that is not deleted. `body` gives the details of the audit entry.
    private func change(
        _ id: LoggedModelID,
        under grant: borrowing Grant,
        _ body: (LoggedModelInfo, PostgresConnection) async throws -> [String: JSONValue]
    ) async throws -> Recorded<LoggedModelInfo> {
        let now = grant.grantedAt
        return try await ledger.record("Logged model \(id.prefixed)", under: grant) { connection in
            let before = try Self.info(
                id,
                in: try await connection.pipeline([
                    "SELECT FROM logged_models WHERE id = \(id) FOR NO KEY UPDATE",
                    "\(LoggedModelInfo.selection) WHERE m.id = \(id)",
                ])
            )
            guard before.deletedAt == nil else { throw TrackingFault.noModel(id.prefixed) }
            let details = try await body(before, connection)
            let after = try Self.info(
                id,
                in: try await connection.pipeline([
                    "UPDATE logged_models SET updated_at = greatest(updated_at, \(now)) WHERE id = \(id)",
                    "\(LoggedModelInfo.selection) WHERE m.id = \(id)",
                ])
            )
            return try Change(
                after,
                after.subject,
                before: before,
                details: details.merging(after.auditDetails) { first, _ in first }
            )
        }
    }

    private static func info(_ id: LoggedModelID, in answers: [[PostgresRow]]) throws -> LoggedModelInfo {
        guard let row = answers.last?.first else { throw TrackingFault.noModel(id.prefixed) }
        return try LoggedModelInfo(row)
    }
}
