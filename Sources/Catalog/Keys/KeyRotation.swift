package import Access
package import Signing

/// What one change of the key-encryption key sealed again.
package struct KeyRotation: Hashable, Sendable, Codable {
    /// The keys' names, which tell which file is which; never the keys.
    package var formerKey: String
    package var currentKey: String
    package var contentKeyCount: Int
    package var webhookSecretCount: Int
    /// What was under the new key already, by a rotation that was interrupted.
    package var alreadyMovedCount: Int

    package init(formerKey: String, currentKey: String) {
        self.formerKey = formerKey
        self.currentKey = currentKey
        contentKeyCount = 0
        webhookSecretCount = 0
        alreadyMovedCount = 0
    }
}

/// Where everything lies that is sealed under the key-encryption key.
package protocol SealedKeyStore: Sendable {
    /// Seals all of it again under the successor, or nothing. What is under the successor already stays as it is, so
    /// that an interrupted rotation can be repeated.
    ///
    /// Throws `StoreFault.conflict` while a server works on the database, and when something opens under neither key.
    func rewrap(
        from current: KeyEncryptionKey,
        to successor: KeyEncryptionKey,
        under grant: borrowing Grant
    ) async throws -> Recorded<KeyRotation>
}
