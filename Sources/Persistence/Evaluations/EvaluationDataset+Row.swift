import Catalog
import FoundationEssentials
import Identifiers
import PostgresClient

extension EvaluationDataset {
    static func thing(_ id: EvaluationDatasetID) -> String { "Evaluation dataset \(id)" }

    static let columns: SQL = """
        d.id, d.name, d.tags::text AS tags, d.digest, d.user_claim, d.owner_team_id, d.created_at, d.created_by,
            d.updated_at,
            ARRAY(SELECT e.experiment_id FROM evaluation_dataset_experiments e WHERE e.dataset_id = d.id
                ORDER BY e.experiment_id) AS experiments,
            (SELECT count(*) FROM evaluation_records r WHERE r.dataset_id = d.id) AS records
        """

    init(_ row: PostgresRow) throws {
        let tags = try JSONValue(parsing: Array(try row.decode("tags", as: String.self).utf8))
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            tags: tags.object?.compactMapValues(\.string) ?? [:],
            digest: try row.decode("digest"),
            userClaim: try row.decode("user_claim"),
            experimentIDs: try row.decode("experiments", as: [Int64].self).map { ExperimentID($0) },
            recordCount: Int(try row.decode("records", as: Int64.self)),
            ownerTeamID: try row.decode("owner_team_id"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by"),
            updatedAt: try row.decode("updated_at")
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: "\(id)", name: name) }
}

extension EvaluationRecord {
    init(_ row: PostgresRow) throws {
        let text: String = try row.decode("content")
        let content = try JSONValue(parsing: Array(text.utf8), roundsLongIntegers: true)
        self.init(
            id: try row.decode("id"),
            members: content.object ?? [:],
            userClaim: try row.decode("user_claim"),
            createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at")
        )
    }
}

extension JSONValue {
    /// As JSON text for storage.
    var storedText: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}
