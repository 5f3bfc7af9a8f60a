package import Access
package import Identifiers
package import Signing

/// Marks ids of content keys.
package enum ContentKeyEntity {}
package typealias ContentKeyID = Identifier<ContentKeyEntity>

/// The data keys that contents are encrypted with: one for each team, and one for contents of no team.
///
/// They are kept sealed under the key-encryption key, so that changing that one rewrites no content.
package protocol ContentKeys: Sendable {
    /// The team's key, made at its first use.
    func key(of team: GroupID?) async throws -> (id: ContentKeyID, key: SecretBytes)
    /// Nil when there is no such key; throws `ContentKeyUnavailable` when it cannot be unsealed.
    func key(_ id: ContentKeyID) async throws -> SecretBytes?
}

/// A content cannot be read because its key, or the key-encryption key, is lost or another one.
package struct ContentKeyUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    package let keyID: ContentKeyID

    package init(keyID: ContentKeyID) {
        self.keyID = keyID
    }

    package var description: String {
        "This content is encrypted, and its key \(keyID) cannot be unsealed. Give the server the key-encryption key "
            + "that the key was sealed with; without it the content cannot be recovered."
    }
}
