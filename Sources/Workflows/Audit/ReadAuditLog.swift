package import Access
package import Audit
import Identifiers
package import TransparencyLog

/// Shows the audit log: its entries to those who may read it, its proofs to those who may check it.
package struct ReadAuditLog: Sendable {
    /// The most rows of one report.
    package static let reportRowsMax = 100_000
    private static let rowsPerRead = 1_000
    /// The most entries or checkpoints that a verifier gets at once.
    package static let verifierPageMax = 1_000
    /// How long a receipt is waited for: an entry is in a checkpoint within a second of its commit.
    private static let receiptWaitMs = 5_000
    private static let receiptPollMs = 25

    private let log: any AuditLogBrowser & AuditLogReader
    private let policy: CheckpointPolicy
    private let gate: Gate

    package init(log: any AuditLogBrowser & AuditLogReader, policy: CheckpointPolicy, gate: Gate) {
        self.log = log
        self.policy = policy
        self.gate = gate
    }

    /// The name in checkpoints and in addresses.
    package var origin: String { policy.origin }
    /// The public keys in the `name+id+base64` form of C2SP signed-note.
    package var verifierKeys: [String] { policy.logKeys.map(\.vkey) }

    /// The newest signed note, nil while nothing is signed.
    package func checkpoint(by actor: Actor) async throws -> [UInt8]? {
        try gate.check(actor, .auditProve, on: Resource(.auditLog))
        return try await log.latestCheckpoint()
    }

    /// Hash tiles give nothing away; entry bundles hold the entries, and so need the right to read them.
    package func tile(_ coordinate: TileCoordinate, by actor: Actor) async throws -> [UInt8]? {
        let action: Action = coordinate.content == .entries ? .auditRead : .auditProve
        try gate.check(actor, action, on: Resource(.auditLog))
        return try await log.tile(coordinate)
    }

    /// Where the log stands, for a verifier that rebuilds it elsewhere.
    package func head(by actor: Actor) async throws -> AuditLogHead {
        try gate.check(actor, .auditRead, on: Resource(.auditLog))
        return try await log.head()
    }

    /// Stored entries with their stored leaf hashes, at most `verifierPageMax`, without hiding gaps.
    package func storedEntries(from index: UInt64, limit: Int, by actor: Actor) async throws
        -> [AuditLogEntry]
    {
        try gate.check(actor, .auditRead, on: Resource(.auditLog))
        return try await log.entries(from: index, limit: min(max(limit, 1), Self.verifierPageMax))
    }

    /// Signed notes in the order in which they were issued, at most `verifierPageMax`.
    package func checkpoints(skipping skipped: Int, limit: Int, by actor: Actor) async throws -> [[UInt8]] {
        try gate.check(actor, .auditProve, on: Resource(.auditLog))
        return try await log.checkpoints(
            skipping: max(skipped, 0),
            limit: min(max(limit, 1), Self.verifierPageMax)
        )
    }

    package func entry(_ id: AuditEntryID, by actor: Actor) async throws -> AuditLogEntry {
        try gate.check(actor, .auditRead, on: Resource(.auditLog))
        guard let entry = try await log.entry(id) else {
            throw StoreFault.notFound(what: "Audit entry \(id)")
        }
        return entry
    }

    package func rows(
        matching search: AuditSearch,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<AuditReportRow> {
        try gate.check(actor, .auditRead, on: Resource(.auditLog))
        let after = try page.after.map { text in
            guard let index = UInt64(text) else {
                throw InvalidInput("page_token", "is not one of this listing")
            }
            return index
        }
        let rows = try await log.rows(matching: search, after: after, limit: page.size + 1)
        let items = Array(rows.prefix(page.size))
        return Page(items: items, next: rows.count > page.size ? items.last.map { "\($0.index)" } : nil)
    }

    /// A proof that the entry is in the log, checkable offline; waits until the entry is under a signed checkpoint.
    package func receipt(for id: AuditEntryID, by actor: Actor) async throws -> LogReceipt {
        try gate.check(actor, .auditProve, on: Resource(.auditLog))
        var waitedMs = 0
        while true {
            if let receipt = try await signedReceipt(for: id) { return receipt }
            guard waitedMs < Self.receiptWaitMs else {
                throw StoreFault.notFound(what: "A checkpoint that covers audit entry \(id)")
            }
            try await Task.sleep(for: .milliseconds(Self.receiptPollMs))
            waitedMs += Self.receiptPollMs
        }
    }

    private func signedReceipt(for id: AuditEntryID) async throws -> LogReceipt? {
        guard let entry = try await log.entry(id), let bytes = try await log.latestCheckpoint() else {
            return nil
        }
        let note = try SignedNote(parsing: bytes)
        let checkpoint = try policy.accept(note).checkpoint
        guard checkpoint.size > entry.index else { return nil }
        var source = VerifiedTileSource(
            size: checkpoint.size,
            root: checkpoint.root,
            reader: BrowserTiles(log: log)
        )
        let proof = try await InclusionProof.build(index: entry.index, size: checkpoint.size, from: &source)
        return LogReceipt(index: entry.index, hashes: proof.hashes, note: note)
    }

    /// Who did what to which model when, with the signed state that it was read from.
    package func report(_ search: AuditSearch, by actor: Actor) async throws -> AuditReport {
        try gate.check(actor, .auditRead, on: Resource(.auditLog))
        var rows: [AuditReportRow] = []
        while true {
            let more = try await log.rows(matching: search, after: rows.last?.index, limit: Self.rowsPerRead)
            rows += more
            if more.count < Self.rowsPerRead { break }
            guard rows.count < Self.reportRowsMax else {
                throw InvalidInput(
                    "to",
                    "the report would have over \(Self.reportRowsMax) rows; choose a shorter time"
                )
            }
        }
        return AuditReport(
            title: "Audit report",
            createdAt: gate.now,
            log: try await signedState(),
            rows: rows
        )
    }

    private func signedState() async throws -> AuditReport.LogState? {
        guard let bytes = try await log.latestCheckpoint() else { return nil }
        let checkpoint = try policy.accept(try SignedNote(parsing: bytes)).checkpoint
        return AuditReport.LogState(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root)
    }
}

/// The log's own tiles as a proof reads them.
struct BrowserTiles: TileReader {
    let log: any AuditLogBrowser

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8] {
        guard let bytes = try await log.tile(coordinate) else {
            throw StoreFault.notFound(what: "Tile \(coordinate.path)")
        }
        return bytes
    }
}
