import ConnectorKit
import Identifiers
import TestSupport

/// A Slack export as a test wants it, packed into a zip.
struct SlackExport: Sendable {
    struct User: Sendable {
        var id: String
        var name: String
        var email: String?
        var isGuest = false
        var isDeactivated = false
    }

    struct Message: Sendable {
        var user: String
        var text: String
        var ts: String
        var editedTS: String?
        var threadTS: String?
    }

    enum Kind: String, Sendable {
        case open = "channels"
        case closed = "groups"
        case direct = "dms"
        case groupDirect = "mpims"
    }

    struct Channel: Sendable {
        var id: String
        var name: String
        var kind: Kind
        var members: [String]
        var messages: [Message] = []
        /// Messages that the export says were deleted, by `ts`.
        var deletedTS: [String] = []
    }

    /// 2026-03-01T00:00:00Z
    static let startSeconds: Int64 = 1_772_323_200

    var users: [User]
    var channels: [Channel]

    /// The `ts` of the message sent so many minutes after the start.
    static func ts(_ minutes: Int) -> String { "\(startSeconds + Int64(minutes) * 60).000100" }

    /// The bytes of the zip.
    func packed() async throws -> [UInt8] {
        try await withTemporaryFolder { folder in
            let path = folder.path("export.zip")
            let packer = try ArchivePacker(path: path, format: .zip)
            for (member, json) in members { try packer.add(try CanonicalJSON.encode(json), as: member) }
            try packer.finish()
            return try FileBytesOnDisk.read(path)
        }
    }

    private var members: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [("users.json", .array(users.map(\.json)))]
        for kind in [Kind.open, .closed, .direct, .groupDirect] {
            let listed = channels.filter { $0.kind == kind }
            if !listed.isEmpty { members.append(("\(kind.rawValue).json", .array(listed.map(\.json)))) }
        }
        for channel in channels where !channel.records.isEmpty {
            members.append(("\(channel.folder)/2026-03-01.json", .array(channel.records)))
        }
        return members
    }
}

extension SlackExport.User {
    fileprivate var json: JSONValue {
        var profile: [String: JSONValue] = ["display_name": .string(name)]
        if let email { profile["email"] = .string(email) }
        return [
            "id": .string(id), "name": .string(name), "profile": .object(profile),
            "deleted": .bool(isDeactivated),
            "is_restricted": .bool(isGuest),
        ]
    }
}

extension SlackExport.Message {
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = [
            "type": "message", "user": .string(user), "text": .string(text), "ts": .string(ts),
        ]
        if let editedTS { fields["edited"] = ["user": .string(user), "ts": .string(editedTS)] }
        if let threadTS { fields["thread_ts"] = .string(threadTS) }
        return .object(fields)
    }
}

extension SlackExport.Channel {
    /// Conversations of two people are found by their id.
    fileprivate var folder: String { kind == .direct ? id : name }

    fileprivate var json: JSONValue {
        ["id": .string(id), "name": .string(name), "members": .array(members.map { .string($0) })]
    }

    fileprivate var records: [JSONValue] {
        messages.map(\.json)
            + deletedTS.map { ts in
                [
                    "type": "message", "subtype": "message_deleted", "deleted_ts": .string(ts),
                    "ts": .string(SlackExport.ts(10_000)),
                ]
            }
    }
}
