import Identifiers
package import Signing

/// What sealed values in the database are bound to: none opens in the place of another.
extension SealingContext {
    package static func contentKey(_ id: ContentKeyID) -> SealingContext {
        SealingContext(tenant: "assay", keyID: id.description, purpose: "content", version: 1)
    }

    package static func webhookSecret(_ id: WebhookID) -> SealingContext {
        SealingContext(tenant: "assay", keyID: "\(id)", purpose: "webhook", version: 1)
    }
}
