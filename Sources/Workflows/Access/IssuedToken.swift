package import Access

/// A new token with its secret: the only moment the secret exists outside its owner's hands.
package struct IssuedToken: Sendable {
    package let record: TokenRecord
    package let secret: String

    package init(record: TokenRecord, secret: String) {
        self.record = record
        self.secret = secret
    }
}
