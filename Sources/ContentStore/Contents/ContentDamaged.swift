package import Identifiers

/// Stored bytes that no longer match the digest they are kept under; thrown instead of handing out their end.
package struct ContentDamaged: Error, Hashable, Sendable, CustomStringConvertible {
    package let digest: Digest

    init(digest: Digest) {
        self.digest = digest
    }

    package var description: String {
        "The stored content \(digest.hex) is damaged and was not handed out. Restore it from a backup."
    }
}
