import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresArtifactStore {
    package func tree(_ root: ArtifactRoot) async throws -> ArtifactTree? {
        guard let owner = Self.owner(of: root) else { return nil }
        return try await queries.row(
            """
            SELECT o.created_by, o.team_id, o.is_deleted,
                ARRAY(SELECT r.group_id FROM artifact_restrictions r
                    WHERE r.owner_kind = o.restricted_kind AND r.owner_id = o.restricted_id) AS allowed
            FROM (\(owner)) o
            """
        ) { row in
            let allowed = Set(try row.decode("allowed", as: [GroupID].self))
            return ArtifactTree(
                root: root,
                ownerID: try row.decode("created_by", as: PrincipalID?.self),
                teamID: try row.decode("team_id", as: GroupID?.self),
                allowedGroupIDs: allowed.isEmpty ? nil : allowed,
                isDeleted: try row.decode("is_deleted")
            )
        }
    }

    package func root(of kind: ArtifactRoot.Kind, ownerID: String) async throws -> ArtifactRoot? {
        guard let root = ArtifactRoot(experimentID: .byDefault, kind: kind, checking: ownerID) else {
            return nil
        }
        let sql: SQL
        switch kind {
        case .run:
            guard let id = root.identifier(as: RunID.self) else { return nil }
            sql = "SELECT experiment_id FROM runs WHERE id = \(id)"
        case .loggedModel:
            guard let id = root.identifier(as: LoggedModelID.self) else { return nil }
            sql = "SELECT experiment_id FROM logged_models WHERE id = \(id)"
        case .trace, .modelVersion: return nil
        }
        return try await queries.row(sql) { row in
            ArtifactRoot(experimentID: try ExperimentID(row, "experiment_id"), kind: kind, ownerID: ownerID)
        }
    }

    /// Who owns the root; no row when it does not exist in that experiment.
    private static func owner(of root: ArtifactRoot) -> SQL? {
        let experiment = root.experimentID.number
        let restricted: SQL = "\(root.kind) AS restricted_kind, \(root.ownerID) AS restricted_id"
        switch root.kind {
        case .run:
            guard let id = root.identifier(as: RunID.self) else { return nil }
            return """
                SELECT created_by, owner_team_id AS team_id, deleted_at IS NOT NULL AS is_deleted, \(restricted) FROM runs
                WHERE id = \(id) AND experiment_id = \(experiment)
                """
        case .loggedModel:
            guard let id = root.identifier(as: LoggedModelID.self) else { return nil }
            return """
                SELECT created_by, owner_team_id AS team_id, deleted_at IS NOT NULL AS is_deleted, \(restricted)
                FROM logged_models
                WHERE id = \(id) AND experiment_id = \(experiment)
                """
        case .modelVersion:
            guard let id = root.identifier(as: ModelVersionID.self) else { return nil }
            // What restricts the files at their origin restricts them here.
            return """
                SELECT v.created_by, m.owner_team_id AS team_id, true AS is_deleted, v.files_kind AS restricted_kind,
                    v.files_owner AS restricted_id
                FROM model_versions v JOIN models m ON m.id = v.model_id
                WHERE v.id = \(id) AND v.state = 'sealed' AND v.deleted_at IS NULL AND m.deleted_at IS NULL
                """
        case .trace:
            // A trace belongs to whoever wrote its first file.
            return """
                SELECT (SELECT a.created_by FROM artifacts a WHERE \(root.condition)
                        ORDER BY a.created_at, a.path LIMIT 1) AS created_by,
                    owner_team_id AS team_id, deleted_at IS NOT NULL AS is_deleted, \(restricted) FROM experiments
                WHERE id = \(experiment)
                """
        }
    }
}
