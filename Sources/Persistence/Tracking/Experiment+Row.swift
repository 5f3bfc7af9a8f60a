import Catalog
import Identifiers
import PostgresClient

/// Numbers of experiments are stored as `bigint`.
extension ExperimentID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresType: PostgresType { Int64.postgresType }
    static var postgresArrayType: PostgresType { Int64.postgresArrayType }

    func encode(into buffer: inout PostgresBuffer) {
        number.encode(into: &buffer)
    }

    static func accepts(_ type: PostgresType) -> Bool { Int64.accepts(type) }

    static func decode(_ bytes: Span<UInt8>, type: PostgresType) throws(PostgresError) -> ExperimentID {
        ExperimentID(try Int64.decode(bytes, type: type))
    }
}

extension Experiment {
    static let columns: SQL = """
        e.id, e.name, e.artifact_location, e.owner_team_id, e.created_by, e.created_at, e.updated_at,
            e.deleted_at, tags_keys, tags_values
        """
    static let tagsOf: SQL = TrackedTexts.subquery(
        "tags",
        of: "experiment_tags",
        where: "experiment_id = e.id"
    )
    /// All that an experiment is read from; a `WHERE` on `e` follows.
    static let selection: SQL = "SELECT \(columns) FROM experiments e CROSS JOIN \(tagsOf)"

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            artifactLocation: try row.decode("artifact_location"),
            ownerTeamID: try row.decode("owner_team_id"),
            createdBy: try row.decode("created_by"),
            createdAt: try row.decode("created_at"),
            updatedAt: try row.decode("updated_at"),
            deletedAt: try row.decode("deleted_at"),
            tags: try TrackedTexts.read("tags", from: row)
        )
    }

    var subject: ChangedSubject { ChangedSubject(id: id.description, name: name) }
}
