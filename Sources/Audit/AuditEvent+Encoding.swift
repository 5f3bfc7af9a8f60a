package import Identifiers
internal import TransparencyLog

extension AuditEvent {
    /// The canonical JSON (RFC 8785) of the event: exactly the bytes that are stored and hashed.
    ///
    /// Absent fields are left out. Times have six fractional digits.
    package func encoded() throws -> [UInt8] {
        guard id.version == 7 else { throw AuditEventError.idNotVersion7 }
        guard Self.isWellFormed(action: action) else { throw AuditEventError.malformedAction(action) }
        try Self.refuseNumbers(in: .object(details), path: "")
        let bytes = try CanonicalJSON.encode(json)
        guard bytes.count <= Self.bytesMax else { throw AuditEventError.tooLong(byteCount: bytes.count) }
        return bytes
    }

    /// The RFC 6962 leaf hash of the encoded event.
    package func leafHash() throws -> Digest {
        MerkleHash.leaf(try encoded())
    }

    private var json: JSONValue {
        var fields: [String: JSONValue] = [
            "v": .string(Self.formatVersion), "id": .string(id.description), "time": .string(time.rfc3339),
            "actor": actor.json, "action": .string(action), "details": .object(details),
        ]
        fields["resource"] = resource?.json
        fields["before"] = before.map { .string($0.hex) }
        fields["after"] = after.map { .string($0.hex) }
        fields["reason"] = reason.map { .string($0) }
        fields["request_id"] = requestID.map { .string($0) }
        fields["idempotency_key"] = idempotencyKey.map { .string($0.hex) }
        return .object(fields)
    }

    static func isWellFormed(action: String) -> Bool {
        let words = action.split(separator: ".", omittingEmptySubsequences: false)
        return words.count >= 2 && action.utf8.count <= 100
            && words.allSatisfy { word in
                !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
            }
    }

    static func refuseNumbers(in value: JSONValue, path: String) throws(AuditEventError) {
        switch value {
        case .integer, .number: throw .numberInDetails(path: path)
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                try refuseNumbers(in: element, path: "\(path)[\(index)]")
            }
        case .object(let members):
            for (key, member) in members { try refuseNumbers(in: member, path: "\(path).\(key)") }
        case .null, .bool, .string: return
        }
    }
}

extension AuditActor {
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = ["id": .string(principalID), "kind": .string(kind.rawValue)]
        fields["name"] = displayName.map { .string($0) }
        fields["email"] = email.map { .string($0) }
        fields["token_id"] = tokenID.map { .string($0) }
        fields["authentication"] = authenticationMethod.map { .string($0) }
        return .object(fields)
    }
}

extension AuditResource {
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = ["type": .string(type), "id": .string(id)]
        fields["name"] = name.map { .string($0) }
        fields["version"] = version.map { .string($0) }
        fields["digest"] = digest.map { .string($0.hex) }
        return .object(fields)
    }
}
