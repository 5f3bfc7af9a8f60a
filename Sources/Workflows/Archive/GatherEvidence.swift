package import Audit
import Catalog
import Identifiers
package import TransparencyLog

/// Puts the audit entries about a model into its archive, each with a proof that verifies anywhere with the log's key.
package struct GatherEvidence: Sendable {
    private static let rowsPerRead = 500

    private let log: any AuditLogBrowser & AuditLogReader
    private let policy: CheckpointPolicy

    package init(log: any AuditLogBrowser & AuditLogReader, policy: CheckpointPolicy) {
        self.log = log
        self.policy = policy
    }

    /// All entries that the newest checkpoint covers; what came after it is in the next archive.
    func write(about name: ResourceName, into archive: inout ArchiveWriting) async throws {
        guard let bytes = try await log.latestCheckpoint() else { return }
        let note = try SignedNote(parsing: bytes)
        let checkpoint = try policy.accept(note).checkpoint
        try await archive.add("audit/checkpoint.txt", bytes)
        let keys = policy.logKeys.map { $0.vkey + "\n" }.joined()
        try await archive.add("audit/keys.txt", Array(keys.utf8))
        var tiles = VerifiedTileSource(
            size: checkpoint.size,
            root: checkpoint.root,
            reader: BrowserTiles(log: log)
        )
        var last: UInt64?
        while true {
            let rows = try await log.rows(
                matching: AuditSearch(resourceName: name.text),
                after: last,
                limit: Self.rowsPerRead
            )
            for row in rows where row.index < checkpoint.size {
                guard let entry = try await log.entries(from: row.index, limit: 1).first else { continue }
                let proof = try await InclusionProof.build(
                    index: row.index,
                    size: checkpoint.size,
                    from: &tiles
                )
                let receipt = LogReceipt(index: row.index, hashes: proof.hashes, note: note)
                try await archive.add("audit/entries/\(row.index).json", entry.body)
                try await archive.add("audit/proofs/\(row.index).tlog-proof", receipt.bytes)
            }
            last = rows.last?.index
            if rows.count < Self.rowsPerRead { return }
        }
    }
}
