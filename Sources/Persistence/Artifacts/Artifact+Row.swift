import Catalog
import PostgresClient

extension ArtifactRoot.Kind: PostgresEncodable, PostgresDecodable {}

/// Experiments are stored as `bigint`.
extension ExperimentID {
    init(_ row: PostgresRow, _ column: String) throws {
        self.init(try row.decode(column, as: Int64.self))
    }
}

extension ArtifactRoot {
    init(_ row: PostgresRow) throws {
        self.init(
            experimentID: try ExperimentID(row, "experiment_id"),
            kind: try row.decode("owner_kind"),
            ownerID: try row.decode("owner_id")
        )
    }

    /// What the rows of a tree `a` have in common.
    var condition: SQL { "a.owner_kind = \(kind) AND a.owner_id = \(ownerID)" }
}

extension Artifact {
    /// Selected from `artifacts a` and `contents c`.
    static let selection: SQL = """
        SELECT a.owner_kind, a.owner_id, a.experiment_id, a.path, a.digest, c.size_bytes, a.created_at, a.created_by
        FROM artifacts a JOIN contents c ON c.digest = a.digest
        """

    init(_ row: PostgresRow) throws {
        try self.init(row, in: ArtifactRoot(row))
    }

    init(_ row: PostgresRow, in root: ArtifactRoot) throws {
        self.init(
            root: root,
            path: try row.decode("path"),
            digest: try row.decode("digest"),
            sizeBytes: try row.decode("size_bytes"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by")
        )
    }

    var subject: ChangedSubject {
        ChangedSubject(id: root.ownerID, name: location.mlflowPath, digest: digest)
    }
}

extension FilePath {
    /// The folders that the file lies in, the outermost first.
    var folders: [String] {
        text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "/") }.map { String(text[..<$0]) }
    }

    /// True of everything in the folder, in the byte order of `path`.
    var insideCondition: SQL { "a.path > \(text + "/") AND a.path < \(text + "0")" }
}
