import Audit
import Identifiers
import PostgresClient
import TransparencyLog

/// Reads the stored tree and the newest checkpoint and throws `LogIntegrityFault` where they do not agree.
struct StoredLogCheck: Sendable {
    private static let tilesPerBatch = 1_000

    let connection: PostgresConnection
    let logKey: NoteKey
    let origin: String

    func run() async throws {
        let answers = try await connection.pipeline([
            "SELECT \(AuditLogHead.columns) FROM audit.log_head",
            "SELECT \(StoredCheckpoint.columns) FROM audit.checkpoint ORDER BY size DESC LIMIT 1",
            "SELECT count(*) AS entry_count, coalesce(max(index), -1) AS index_max FROM audit.log_entry",
        ])
        guard let head = try answers[0].first.map(AuditLogHead.init), let counts = answers[2].first else {
            throw LogIntegrityFault.incomplete(detail: "the head is missing")
        }
        let signed = try answers[1].first.map(StoredCheckpoint.init)
        if let signed { try verify(signed) }
        var check = try StoredTreeCheck(head: head, signed: signed)
        try await connection.stream(
            "SELECT index, hashes FROM audit.tile WHERE level = 0 ORDER BY index",
            rowsPerBatch: Self.tilesPerBatch
        ) { rows in
            for row in rows { try check.add(tile: try row.decode("index"), hashes: try row.decode("hashes")) }
        }
        try check.finish(
            entryCount: UInt64(clamping: try counts.decode("entry_count", as: Int64.self)),
            entryIndexMax: try counts.decode("index_max")
        )
    }

    private func verify(_ signed: StoredCheckpoint) throws {
        let policy = CheckpointPolicy(origin: origin, logKeys: [logKey])
        let accepted = try? policy.accept(try SignedNote(parsing: signed.note)).checkpoint
        guard let accepted, accepted.size == signed.size, accepted.root == signed.root else {
            throw LogIntegrityFault.checkpointInvalid(size: signed.size)
        }
    }
}
