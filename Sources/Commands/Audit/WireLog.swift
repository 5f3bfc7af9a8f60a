import Audit
import Identifiers

/// The audit log's parts as the API writes them.
enum WireLog {
    static func head(_ value: JSONValue) throws(CommandFailure) -> AuditLogHead {
        guard let size = value["size"]?.integer, size >= 0,
            let root = value["root"]?.string.flatMap({ Digest(hex: $0) }),
            let frontier = value["frontier"]?.string.flatMap({ Base64.decode($0) })
        else { throw .impossible("the head of the log is not understood") }
        return AuditLogHead(size: UInt64(size), root: root, frontier: frontier)
    }

    static func json(_ head: AuditLogHead) -> JSONValue {
        [
            "size": .integer(Int64(clamping: head.size)), "root": .string(head.root.hex),
            "frontier": .string(Base64.encode(head.frontier)),
        ]
    }

    static func entries(_ value: JSONValue) throws(CommandFailure) -> [AuditLogEntry] {
        var entries: [AuditLogEntry] = []
        for item in value["items"]?.array ?? [] {
            guard let index = item["index"]?.integer, index >= 0,
                let body = item["body"]?.string.flatMap({ Base64.decode($0) }),
                let leaf = item["leaf"]?.string.flatMap({ Digest(hex: $0) })
            else { throw .impossible("an entry of the log is not understood") }
            let label = try item["label"].map(label)
            entries.append(AuditLogEntry(index: UInt64(index), body: body, leaf: leaf, label: label))
        }
        return entries
    }

    private static func label(_ value: JSONValue) throws(CommandFailure) -> AuditEntryLabel {
        guard let id = value["id"]?.string.flatMap({ AuditEntryID($0) }),
            let time = value["time"]?.string.flatMap({ Instant(rfc3339: $0) }),
            let action = value["action"]?.string, let kind = value["resource_type"]?.string
        else { throw .impossible("the label of an entry of the log is not understood") }
        return AuditEntryLabel(
            entryID: id,
            occurredAt: time,
            actorID: value["actor_id"]?.string.flatMap { Identifier($0) },
            action: action,
            resourceKind: kind,
            resourceName: value["resource"]?.string
        )
    }

    static func notes(_ value: JSONValue) throws(CommandFailure) -> [[UInt8]] {
        var notes: [[UInt8]] = []
        for item in value["items"]?.array ?? [] {
            guard let note = item.string.flatMap({ Base64.decode($0) }) else {
                throw .impossible("a checkpoint of the log is not understood")
            }
            notes.append(note)
        }
        return notes
    }
}
