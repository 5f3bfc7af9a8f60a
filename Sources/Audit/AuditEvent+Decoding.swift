internal import Identifiers

extension AuditEvent {
    /// Reads exactly what `encoded` writes: canonical bytes, known fields, right types.
    package init(decoding bytes: [UInt8]) throws(AuditEventError) {
        guard bytes.count <= Self.bytesMax else { throw .tooLong(byteCount: bytes.count) }
        let value = try Self.canonicalValue(bytes)
        var fields = try EventFields(value, name: "event")
        guard try fields.text("v") == Self.formatVersion else { throw .unknownVersion }
        try self.init(fields: &fields)
        try fields.finish()
        guard id.version == 7 else { throw .idNotVersion7 }
        guard Self.isWellFormed(action: action) else { throw .malformedAction(action) }
        try Self.refuseNumbers(in: .object(details), path: "")
        guard time.rfc3339 == value["time"]?.string else { throw .malformedField("time") }
    }

    private init(fields: inout EventFields) throws(AuditEventError) {
        guard let id = AuditEntryID(try fields.text("id")) else { throw .malformedField("id") }
        guard let time = Instant(rfc3339: try fields.text("time")) else { throw .malformedField("time") }
        guard let details = try fields.value("details").object else { throw .malformedField("details") }
        var resource: AuditResource?
        if let value = fields.optionalValue("resource") { resource = try AuditResource(value) }
        self.init(
            id: id,
            time: time,
            actor: try AuditActor(fields.value("actor")),
            action: try fields.text("action"),
            resource: resource,
            before: try fields.optionalDigest("before"),
            after: try fields.optionalDigest("after"),
            reason: try fields.optionalText("reason"),
            details: details,
            requestID: try fields.optionalText("request_id"),
            idempotencyKey: try fields.optionalDigest("idempotency_key")
        )
    }

    private static func canonicalValue(_ bytes: [UInt8]) throws(AuditEventError) -> JSONValue {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw .notJSON(error.description) }
        guard let canonical = try? CanonicalJSON.encode(value), canonical == bytes else {
            throw .notCanonical
        }
        return value
    }
}

extension AuditActor {
    fileprivate init(_ value: JSONValue) throws(AuditEventError) {
        var fields = try EventFields(value, name: "actor")
        guard let kind = Kind(rawValue: try fields.text("kind")) else { throw .malformedField("actor.kind") }
        self.init(
            principalID: try fields.text("id"),
            kind: kind,
            displayName: try fields.optionalText("name"),
            email: try fields.optionalText("email"),
            tokenID: try fields.optionalText("token_id"),
            authenticationMethod: try fields.optionalText("authentication")
        )
        try fields.finish()
    }
}

extension AuditResource {
    fileprivate init(_ value: JSONValue) throws(AuditEventError) {
        var fields = try EventFields(value, name: "resource")
        self.init(
            type: try fields.text("type"),
            id: try fields.text("id"),
            name: try fields.optionalText("name"),
            version: try fields.optionalText("version"),
            digest: try fields.optionalDigest("digest")
        )
        try fields.finish()
    }
}
