package import Access
package import Catalog
import Identifiers
package import PostgresClient
package import Signing

/// The sealed values of all tables, as one: what is rotated together.
package struct PostgresSealedKeys: SealedKeyStore {
    private let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        ledger = Ledger(pool: pool)
    }

    package func rewrap(
        from current: KeyEncryptionKey,
        to successor: KeyEncryptionKey,
        under grant: borrowing Grant
    ) async throws -> Recorded<KeyRotation> {
        let now = grant.grantedAt
        let empty = KeyRotation(formerKey: try current.name(), currentKey: try successor.name())
        return try await ledger.record("The key-encryption key", under: grant) { connection in
            // A server that went on would seal new keys under the former key.
            guard try await AdvisoryLock.sequencer.tryTakeForTransaction(on: connection) else {
                throw StoreFault.conflict(
                    detail: "A server works on this database. Stop every server, and rotate the key then."
                )
            }
            var rotation = empty
            let step = Step(current: current, successor: successor)
            for row in try await Self.contentKeys(on: connection) {
                let id = try row.decode("id", as: ContentKeyID.self)
                let sealed = try step.resealed(row, for: .contentKey(id), what: "The content key \(id)")
                guard let sealed else {
                    rotation.alreadyMovedCount += 1
                    continue
                }
                _ = try await connection.execute(
                    "UPDATE content_keys SET sealed = \(sealed), sealed_at = \(now) WHERE id = \(id)"
                )
                rotation.contentKeyCount += 1
            }
            for row in try await Self.webhookSecrets(on: connection) {
                let id = try row.decode("id", as: WebhookID.self)
                let sealed = try step.resealed(
                    row,
                    for: .webhookSecret(id),
                    what: "The secret of webhook \(id)"
                )
                guard let sealed else {
                    rotation.alreadyMovedCount += 1
                    continue
                }
                _ = try await connection.execute("UPDATE webhooks SET secret = \(sealed) WHERE id = \(id)")
                rotation.webhookSecretCount += 1
            }
            return try Change(
                rotation,
                ChangedSubject(id: rotation.currentKey),
                details: rotation.auditDetails
            )
        }
    }

    private static func contentKeys(on connection: PostgresConnection) async throws -> [PostgresRow] {
        try await connection.query("SELECT id, sealed FROM content_keys ORDER BY id FOR UPDATE")
    }

    private static func webhookSecrets(on connection: PostgresConnection) async throws -> [PostgresRow] {
        try await connection.query(
            "SELECT id, secret AS sealed FROM webhooks WHERE secret IS NOT NULL ORDER BY id FOR UPDATE"
        )
    }

    private struct Step {
        let current: KeyEncryptionKey
        let successor: KeyEncryptionKey

        /// Nil when the value is under the successor already.
        func resealed(_ row: PostgresRow, for context: SealingContext, what: String) throws -> [UInt8]? {
            let sealed = try row.decode("sealed", as: [UInt8].self)
            if (try? successor.unseal(sealed, for: context)) != nil { return nil }
            do {
                return try current.rewrap(sealed, for: context, under: successor)
            } catch let error as SigningError where error.code == .cannotUnseal {
                throw StoreFault.conflict(
                    detail: "\(what) is sealed under neither the present nor the new key-encryption key. The "
                        + "key-encryption key that it was sealed under is needed; nothing was changed."
                )
            }
        }
    }
}

extension KeyRotation {
    fileprivate var auditDetails: [String: JSONValue] {
        [
            "former_key": .string(formerKey), "current_key": .string(currentKey),
            "content_keys": .string(String(contentKeyCount)),
            "webhook_secrets": .string(String(webhookSecretCount)),
            "already_moved": .string(String(alreadyMovedCount)),
        ]
    }
}
