import Audit
import Identifiers
import PostgresClient
import TransparencyLog

/// The sequencer's work on the one connection that holds the lead; with the connection the lead is lost.
struct SequencerSession: Sendable {
    let connection: PostgresConnection
    let signer: NoteSigner
    let origin: String

    /// Whether this session leads now. It stays so until `giveUpLead` or the end of the connection.
    func takeLead() async throws -> Bool {
        try await AdvisoryLock.sequencer.tryTake(on: connection)
    }

    func giveUpLead() async {
        await AdvisoryLock.sequencer.release(on: connection)
    }

    /// Moves up to `entriesMax` entries from the intake into the log, in the order of their ids; gives back
    /// how many.
    func sequence(entriesMax: Int) async throws -> Int {
        try await connection.transaction(.readCommitted) { connection in
            let head = try await Self.lockHead(connection)
            let entries = try await connection.query(Self.takeFromIntake(entriesMax)).map(IntakeEntry.init)
            guard !entries.isEmpty else { return 0 }
            let batch = try LogSequencing(
                extending: TreeFrontier(bytes: head.frontier),
                with: entries.map(\.body)
            )
            let growth = TileGrowthStatements(batch.tileAppends)
            let answers = try await connection.pipeline(
                [Self.insert(entries, as: batch), growth.extending, growth.adding, Self.update(to: batch)]
            )
            guard answers[1].count == growth.extendedCount else {
                throw LogIntegrityFault.incomplete(detail: "a tile is not as long as the head says")
            }
            return entries.count
        }
    }

    /// Signs the committed head unless that was done; never a state that a transaction may still undo.
    func signHead(at now: Instant) async throws {
        let row = try await connection.queryOne(
            """
            SELECT \(AuditLogHead.columns) FROM audit.log_head h
            WHERE NOT EXISTS (SELECT FROM audit.checkpoint c WHERE c.size = h.size)
            """
        )
        guard let head = try row.map(AuditLogHead.init) else { return }
        let checkpoint = Checkpoint(origin: origin, size: head.size, root: head.root)
        let note = try await checkpoint.signed(by: [signer], nowSeconds: UInt64(clamping: now.seconds))
        _ = try await connection.execute(
            """
            INSERT INTO audit.checkpoint (size, root, note, signed_at)
            VALUES (\(Int64(clamping: head.size)), \(head.root), \(note.bytes), \(now)) ON CONFLICT DO NOTHING
            """
        )
    }

    /// Throws `LogIntegrityFault` unless the stored tree is the head's and grew out of the last signed
    /// checkpoint.
    func check() async throws {
        try await StoredLogCheck(connection: connection, logKey: signer.key, origin: origin).run()
    }

    /// A statement of its own: the next one's snapshot then holds everything that committed before the lock.
    ///
    /// Whatever the server's settings, the commit is on the disk before its state can be signed.
    private static func lockHead(_ connection: PostgresConnection) async throws -> AuditLogHead {
        let row = try await connection.queryOne(
            """
            SELECT \(AuditLogHead.columns), set_config('synchronous_commit', 'on', true)
            FROM audit.log_head FOR UPDATE
            """
        )
        guard let row else { throw LogIntegrityFault.incomplete(detail: "the head is missing") }
        return try AuditLogHead(row)
    }

    private static func takeFromIntake(_ entriesMax: Int) -> SQL {
        """
        WITH taken AS (
            DELETE FROM audit.intake WHERE id IN (SELECT id FROM audit.intake ORDER BY id LIMIT \(entriesMax))
            RETURNING id, entry_id, body, emitted_at
        )
        SELECT entry_id, body, emitted_at FROM taken ORDER BY id
        """
    }

    private static func insert(_ entries: [IntakeEntry], as batch: LogSequencing) -> SQL {
        let first = Int64(clamping: batch.firstIndex)
        let labels = entries.map(\.label)
        return """
            INSERT INTO audit.log_entry (index, entry_id, body, leaf, occurred_at, actor_id, action,
                resource_kind, resource_name)
            SELECT \(first) + position - 1, entry_id, body, leaf, occurred_at, actor_id, action,
                resource_kind, resource_name
            FROM unnest(\(entries.map(\.id)), \(entries.map(\.body)), \(batch.leaves),
                \(labels.map(\.occurredAt)), \(labels.map(\.actorID)), \(labels.map(\.action)),
                \(labels.map(\.resourceKind)), \(labels.map(\.resourceName))) WITH ORDINALITY
                AS given (entry_id, body, leaf, occurred_at, actor_id, action, resource_kind,
                    resource_name, position)
            """
    }

    private static func update(to batch: LogSequencing) -> SQL {
        """
        UPDATE audit.log_head SET size = \(Int64(clamping: batch.frontier.size)), root = \(batch.root),
            frontier = \(batch.frontier.bytes)
        """
    }
}
