import Audit
import Identifiers
import Signing
import TransparencyLog

@testable import Commands

/// A log as a server stores it, open to change, with the routes that serve it.
struct SampleLog: Sendable {
    static let origin = "assay.test/log"

    var entries: [AuditLogEntry] = []
    var notes: [[UInt8]] = []
    var tiles: [String: [UInt8]] = [:]
    var head = AuditLogHead(size: 0, root: TreeFrontier().root, frontier: TreeFrontier().bytes)
    /// What the server shows as its newest checkpoint.
    var newest: [UInt8]?
    /// What the entries say.
    var content = "true"
    var key = SampleLog.signer(1)

    static func signer(_ byte: UInt8) -> NoteSigner? {
        let key = try? SigningKey(ed25519Seed: SecretBytes([UInt8](repeating: byte, count: 32)))
        return key.flatMap { try? NoteSigner(name: origin, kind: .log, signer: $0) }
    }

    static func event(_ number: Int, content: String = "true") throws -> [UInt8] {
        let time = Instant(seconds: 1_795_000_000 + Int64(number))
        return try AuditEvent(
            id: eventID(number),
            time: time,
            actor: AuditActor(principalID: "p", kind: .person),
            action: "models.create",
            details: ["content": .string(content)]
        ).encoded()
    }

    static func eventID(_ number: Int) -> AuditEntryID {
        AuditEntryID(
            at: Instant(seconds: 1_795_000_000 + Int64(number)),
            random: UInt64(number),
            UInt64(number)
        )
    }

    /// Grows by these many entries at a time, each batch signed.
    static func grown(by batches: [Int], signer: UInt8 = 1, content: String = "true") async throws
        -> SampleLog
    {
        var log = SampleLog()
        log.content = content
        log.key = Self.signer(signer)
        for count in batches { try await log.grow(by: count) }
        return log
    }

    mutating func grow(by count: Int) async throws {
        let first = Int(head.size)
        let bodies = try (first..<first + count).map { try Self.event($0, content: content) }
        let batch = try LogSequencing(extending: try TreeFrontier(bytes: head.frontier), with: bodies)
        for (offset, body) in bodies.enumerated() {
            entries.append(
                AuditLogEntry(
                    index: UInt64(first + offset),
                    body: body,
                    leaf: batch.leaves[offset],
                    label: AuditEntryLabel(ofBody: body)
                )
            )
        }
        for append in batch.tileAppends {
            let full = TileCoordinate(
                content: append.content,
                index: append.index,
                width: TileCoordinate.widthMax
            )
            tiles[full.path, default: []] += append.bytes
        }
        head = AuditLogHead(size: batch.frontier.size, root: batch.root, frontier: batch.frontier.bytes)
        guard let key else { return }
        let checkpoint = Checkpoint(origin: Self.origin, size: head.size, root: head.root)
        notes.append(try await checkpoint.signed(by: [key], nowSeconds: 0).bytes)
        newest = notes.last
    }

    mutating func tamper(_ index: Int) {
        let old = entries[index]
        entries[index] = AuditLogEntry(index: old.index, body: old.body.dropLast() + [0x20], leaf: old.leaf)
    }

    /// Has searches find the entry by what another one says.
    mutating func mislabel(_ index: Int, as other: Int) {
        let old = entries[index]
        entries[index] = AuditLogEntry(
            index: old.index,
            body: old.body,
            leaf: old.leaf,
            label: entries[other].label
        )
    }

    /// Puts a copy of the entry behind the end of the log.
    mutating func slip(in index: Int) {
        let old = entries[index]
        entries.append(AuditLogEntry(index: head.size, body: old.body, leaf: old.leaf, label: old.label))
    }
}

// MARK: Serving

extension SampleLog {
    func reply(to request: TransportRequest) throws -> FakeServer.Reply {
        let path = request.path.prefix { $0 != "?" }
        let prefix = "/tlog/assay.test%2Flog/"
        if path.hasPrefix(prefix) { return tile(String(path.dropFirst(prefix.count))) }
        switch path {
        case "/.well-known/assay-keys.json": return .json(#"{"log_keys":["\#(key?.key.vkey ?? "")"]}"#)
        case "/api/v1/audit/log/head": return json(WireLog.json(head))
        case "/api/v1/audit/log/entries":
            let from = UInt64(number("from", in: request))
            let page = entries.filter { $0.index >= from }.prefix(number("limit", in: request))
            return json(["items": .array(page.map(Self.item))])
        case "/api/v1/audit/log/checkpoints":
            let page = notes.dropFirst(number("skip", in: request)).prefix(number("limit", in: request))
            return json(["items": .array(page.map { .string(Base64.encode($0)) })])
        default: return .problem(404, "nothing here")
        }
    }

    private func tile(_ path: String) -> FakeServer.Reply {
        if path == "checkpoint" { return newest.map { .bytes($0) } ?? .problem(404, "none") }
        guard let coordinate = TileCoordinate(path: path) else { return .problem(404, "no tile") }
        let full = TileCoordinate(
            content: coordinate.content,
            index: coordinate.index,
            width: TileCoordinate.widthMax
        )
        return tiles[full.path].map { .bytes(Array($0.prefix(coordinate.width * Digest.byteCount))) }
            ?? .problem(404, "none")
    }

    private func number(_ name: String, in request: TransportRequest) -> Int {
        let query = request.path.drop { $0 != "?" }.dropFirst()
        return query.split(separator: "&").first { $0.hasPrefix("\(name)=") }.flatMap {
            Int($0.dropFirst(name.count + 1))
        } ?? 0
    }

    private func json(_ value: JSONValue) -> FakeServer.Reply { .json(JSONText.pretty(value)) }

    private static func item(_ entry: AuditLogEntry) -> JSONValue {
        var fields: [String: JSONValue] = [
            "index": .integer(Int64(entry.index)), "body": .string(Base64.encode(entry.body)),
            "leaf": .string(entry.leaf.hex),
        ]
        fields["label"] = entry.label.map(label)
        return .object(fields)
    }

    private static func label(_ label: AuditEntryLabel) -> JSONValue {
        var fields: [String: JSONValue] = [
            "id": .string("\(label.entryID)"), "time": .string(label.occurredAt.rfc3339),
            "action": .string(label.action), "resource_type": .string(label.resourceKind),
        ]
        fields["actor_id"] = label.actorID.map { .string("\($0)") }
        fields["resource"] = label.resourceName.map { .string($0) }
        return .object(fields)
    }
}
