import Access
import Audit
import Identifiers
import Signing

extension Effect {
    /// The canonical bytes of the audit entry: what the grant says, and what the change turned out to be.
    func entry(recording change: Change<some Codable & Sendable>) throws -> [UInt8] {
        guard let id = AuditEntryID(bytes: id.bytes) else { throw AuditEventError.idNotVersion7 }
        let event = AuditEvent(
            id: id,
            time: grantedAt,
            actor: AuditActor(actor),
            action: action.rawValue,
            resource: AuditResource(resource, change.subject),
            before: change.before,
            after: change.after,
            reason: request.reason,
            details: change.details,
            requestID: request.requestID,
            idempotencyKey: request.idempotency.map { Digest.sha256(of: Array($0.key.utf8)) }
        )
        return try event.encoded()
    }
}

extension AuditActor {
    fileprivate init(_ actor: Actor) {
        var tokenID: TokenID?
        let method: String
        switch actor.credential {
        case .token(let id): (tokenID, method) = (id, "token")
        case .operatingSystem: method = "operating_system"
        case .queuedWork: method = "queued_work"
        case .signedAddress: method = "signed_address"
        }
        self.init(
            principalID: actor.principalID.description,
            kind: actor.kind == .person ? .person : .service,
            displayName: actor.displayName,
            email: actor.email,
            tokenID: tokenID?.description,
            authenticationMethod: method
        )
    }
}

extension AuditResource {
    /// What the change says of its subject goes before what the decision knew: a new thing has no id until it
    /// is made.
    fileprivate init(_ resource: Resource, _ subject: ChangedSubject) {
        self.init(
            type: resource.kind.rawValue,
            id: subject.id ?? resource.name ?? "",
            name: subject.name ?? resource.name,
            version: subject.version,
            digest: subject.digest
        )
    }
}
