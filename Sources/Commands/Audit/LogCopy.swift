import Audit
import FoundationEssentials
import Identifiers
import TransparencyLog

/// Writes a log into a folder, exactly as it was read: what is wrong with it stays wrong and can be found
/// there.
struct LogCopy {
    private static let checkpointsAtOnce = 1000

    let folder: LogFolder

    /// Refuses a folder that holds anything.
    init(into path: String) throws(CommandFailure) {
        let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard content.isEmpty else { throw .usage("\(path) is not empty; name a new folder") }
        folder = LogFolder(path: path)
    }

    /// - Returns: how many entries were written.
    func write(_ log: some AuditLogReader, newestNote: [UInt8]?, keys: [String]) async throws -> UInt64 {
        let head = try await log.head()
        try folder.write(Array(JSONText.pretty(WireLog.json(head)).utf8), to: "head.json")
        let document = JSONValue.object(["log_keys": .array(keys.map { .string($0) })])
        try folder.write(Array(JSONText.pretty(document).utf8), to: "keys.json")
        try await writeCheckpoints(of: log)
        if let newestNote { try folder.write(newestNote, to: "checkpoint") }
        try await writeEntries(of: log, size: head.size)
        let signedSize = newestNote.flatMap { try? Checkpoint(text: SignedNote(parsing: $0).text).size } ?? 0
        let wanted =
            TileCoordinate.created(growingFrom: 0, to: head.size)
            + TileCoordinate.created(growingFrom: 0, to: min(signedSize, head.size))
        for tile in Set(wanted) where tile.content != .entries {
            if let bytes = try await log.tile(tile) { try folder.write(bytes, to: tile.path) }
        }
        return head.size
    }

    private func writeCheckpoints(of log: some AuditLogReader) async throws {
        var lines: [String] = []
        while true {
            let notes = try await log.checkpoints(skipping: lines.count, limit: Self.checkpointsAtOnce)
            lines += notes.map { Base64.encode($0) }
            if notes.count < Self.checkpointsAtOnce { break }
        }
        try folder.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: "checkpoints")
    }

    private func writeEntries(of log: some AuditLogReader, size: UInt64) async throws {
        var leaves: [UInt8] = []
        let widthMax = UInt64(TileCoordinate.widthMax)
        for first in stride(from: 0, to: size, by: TileCoordinate.widthMax) {
            let width = Int(min(widthMax, size - first))
            let page = try await log.entries(from: first, limit: width)
            guard page.map(\.index) == (0..<width).map({ first + UInt64($0) }) else {
                throw CommandFailure.answerIsNo(
                    "entries are missing from \(first) on, so the log cannot be copied; assay audit verify says which"
                )
            }
            leaves += page.flatMap(\.leaf.bytes)
            let tile = TileCoordinate(content: .entries, index: first / widthMax, width: width)
            try folder.write(try EntryBundle.encode(page.map(\.body)), to: tile.path)
        }
        try folder.write(leaves, to: "leaves")
    }
}
