import Catalog
import Identifiers
package import Signing

/// Seals the secrets of webhooks for storage and signs deliveries with them.
package struct WebhookSecrets: Sendable {
    /// Bytes of a secret at most.
    static let bytesMax = 1_000

    private let key: KeyEncryptionKey

    package init(key: KeyEncryptionKey) {
        self.key = key
    }

    func seal(_ secret: String, of id: WebhookID) throws -> [UInt8] {
        try key.seal(SecretBytes(Array(secret.utf8)), for: .webhookSecret(id))
    }

    /// `v1,` and the HMAC-SHA256 over `<delivery id>.<seconds>.<body>` in base 64, as MLflow signs.
    func signature(of delivery: WebhookDelivery, sealedSecret: [UInt8], seconds: Int64) throws -> String {
        let secret = try key.unseal(sealedSecret, for: .webhookSecret(delivery.webhookID))
        let signed = Array("\(delivery.id).\(seconds).\(delivery.body)".utf8)
        return "v1," + Base64.encode(try HMACSHA256.code(for: signed, key: secret))
    }
}
