import Audit
import Identifiers
import TransparencyLog

/// A server's audit log as it was at one moment, fetched part by part.
///
/// The newest checkpoint is fetched before the head, so an honest head covers it. Everything issued later
/// is left out
/// by its place in the order, never by its size: a log that was cut back still shows.
actor ServedLog: AuditLogReader {
    /// Whole tiles, below the 1000 entries that a server gives at once.
    private static let entriesAtOnce = 3 * TileCoordinate.widthMax

    private let server: ServerConnection
    private let origin: String
    private let progress: @Sendable (Int64, Int64) -> Void
    private let snapshotHead: AuditLogHead
    /// The newest signed note when the snapshot was taken; nil when nothing was signed.
    nonisolated let newestNote: [UInt8]?
    private var buffer: [AuditLogEntry] = []
    private var hasSeenNewestNote: Bool

    /// `progress` is told how many entries were fetched, of how many.
    init(
        _ server: ServerConnection,
        origin: String,
        progress: @escaping @Sendable (Int64, Int64) -> Void
    ) async throws {
        self.server = server
        self.origin = origin
        self.progress = progress
        newestNote = try await Self.newestNote(of: origin, on: server)
        hasSeenNewestNote = newestNote == nil
        snapshotHead = try WireLog.head(try await server.get(.api("audit", "log", "head")).value)
    }

    private static func newestNote(of origin: String, on server: ServerConnection) async throws -> [UInt8]? {
        do {
            return try await server.bytes(AddressPath(["tlog", origin, "checkpoint"])).bytes
        } catch let refusal as ServerRefusal where refusal.status == 404 {
            return nil
        }
    }

    func head() async throws -> AuditLogHead { snapshotHead }

    func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        buffer.removeAll { $0.index < index }
        if buffer.first.map({ $0.index - index >= UInt64(Self.entriesAtOnce) }) ?? true {
            let query: [(String, String?)] = [("from", String(index)), ("limit", String(Self.entriesAtOnce))]
            buffer = try WireLog.entries(
                try await server.get(.api("audit", "log", "entries"), query: query).value
            )
        }
        let page = buffer.filter { $0.index < snapshotHead.size }.prefix(limit)
        progress(Int64(clamping: index + UInt64(page.count)), Int64(clamping: snapshotHead.size))
        if page.isEmpty, !buffer.isEmpty { return try await strays() }
        return Array(page)
    }

    /// Of what lies beyond the snapshot, what no later head covers either: nobody logged it. Entries and head change
    /// in one transaction.
    private func strays() async throws -> [AuditLogEntry] {
        let later = try WireLog.head(try await server.get(.api("audit", "log", "head")).value)
        return buffer.filter { $0.index >= later.size }
    }

    func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        guard !hasSeenNewestNote, let newestNote else { return [] }
        let query: [(String, String?)] = [("skip", String(skipped)), ("limit", String(limit))]
        var notes = try WireLog.notes(
            try await server.get(.api("audit", "log", "checkpoints"), query: query).value
        )
        if let last = notes.firstIndex(of: newestNote) {
            hasSeenNewestNote = true
            notes = Array(notes[...last])
        } else if notes.count < limit {
            // The listing leaves out what the server showed as its newest: it binds all the same.
            hasSeenNewestNote = true
            notes.append(newestNote)
        }
        return notes
    }

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? {
        do {
            return try await server.bytes(AddressPath(["tlog", origin]).appending(coordinate.path)).bytes
        } catch let refusal as ServerRefusal where refusal.status == 404 {
            return nil
        }
    }
}
