import Audit
import FoundationEssentials
import Identifiers
import TransparencyLog

/// A copy of an audit log in a folder: checkpoint and tiles as C2SP tlog-tiles lays them out, and beside
/// them what
/// else the server stored.
///
/// `head.json` is the head, `checkpoints` has all notes in order of issue (a line of base 64 each),
/// `leaves` the
/// stored leaf hashes (32 bytes each), `keys.json` the keys the server published.
struct LogFolder: Sendable {
    let path: String

    func file(_ name: String) -> URL { URL(filePath: path).appending(path: name) }

    /// Nil when the file is not there.
    func read(_ name: String) -> [UInt8]? { (try? Data(contentsOf: file(name))).map { Array($0) } }

    func write(_ bytes: [UInt8], to name: String) throws(CommandFailure) {
        do {
            let folder = file(name).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: file(name))
        } catch { throw .impossible("\(file(name).path) cannot be written") }
    }

    func document(_ name: String) throws(CommandFailure) -> JSONValue {
        guard let bytes = read(name) else {
            throw .usage("\(path) is no copy of an audit log: it has no \(name)")
        }
        do { return try JSONValue(parsing: bytes) } catch {
            throw .answerIsNo("\(name) is damaged: \(error)")
        }
    }
}

extension LogFolder: AuditLogReader {
    func head() async throws -> AuditLogHead { try WireLog.head(try document("head.json")) }

    func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        let widthMax = UInt64(TileCoordinate.widthMax)
        let size = try await head().size
        guard index < size else { return [] }
        let first = index / widthMax * widthMax
        let width = Int(min(widthMax, size - first))
        let tile = TileCoordinate(content: .entries, index: index / widthMax, width: width)
        guard let bundle = read(tile.path) else { return [] }
        let bodies: [[UInt8]]
        do { bodies = try EntryBundle.parse(bundle, count: width) } catch {
            throw CommandFailure.answerIsNo("\(tile.path) is damaged: \(error.description)")
        }
        let leaves = try leaves(from: first, count: width)
        let entries = zip(bodies, leaves).enumerated().map { offset, pair in
            AuditLogEntry(index: first + UInt64(offset), body: pair.0, leaf: pair.1)
        }
        return Array(entries.dropFirst(Int(index - first)).prefix(limit))
    }

    private func leaves(from first: UInt64, count: Int) throws(CommandFailure) -> [Digest] {
        let start = Int(first) * Digest.byteCount
        let bytes = read("leaves") ?? []
        guard bytes.count >= start + count * Digest.byteCount else { throw .answerIsNo("leaves is cut off") }
        return (0..<count).compactMap { offset in
            let from = start + offset * Digest.byteCount
            return Digest(bytes: bytes[from..<from + Digest.byteCount])
        }
    }

    func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        let lines = String(decoding: read("checkpoints") ?? [], as: UTF8.self).split(separator: "\n")
        return try lines.dropFirst(skipped).prefix(limit).map { line in
            guard let note = Base64.decode(line) else {
                throw CommandFailure.answerIsNo("checkpoints has a line that is no base 64")
            }
            return note
        }
    }

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? { read(coordinate.path) }
}
