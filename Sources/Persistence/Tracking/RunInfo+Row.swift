import Catalog
import Identifiers
import PostgresClient

extension RunInfo.Status: PostgresEncodable, PostgresDecodable {}

extension RunInfo {
    static let columns: SQL = """
        r.id, r.experiment_id, e.artifact_location, r.name, r.status, r.user_claim, r.started_at_ms, r.ended_at_ms,
            r.owner_team_id, r.created_by, r.created_at, r.deleted_at
        """
    /// All that is read of a run beside what was logged into it; a `WHERE` on `r` and `e` follows.
    static let selection: SQL = """
        SELECT \(columns) FROM runs r JOIN experiments e ON e.id = r.experiment_id
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            experimentID: try row.decode("experiment_id"),
            artifactLocation: try row.decode("artifact_location"),
            name: try row.decode("name"),
            status: try row.decode("status"),
            userClaim: try row.decode("user_claim"),
            startedAtMs: try row.decode("started_at_ms"),
            endedAtMs: try row.decode("ended_at_ms"),
            ownerTeamID: try row.decode("owner_team_id"),
            createdBy: try row.decode("created_by"),
            createdAt: try row.decode("created_at"),
            deletedAt: try row.decode("deleted_at")
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: id.hex, name: name) }

    /// What every entry about a run says in the clear.
    var auditDetails: [String: JSONValue] { ["experiment_id": .string(experimentID.description)] }
}
