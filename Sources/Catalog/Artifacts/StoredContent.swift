package import Identifiers

/// What a finished upload left in the content store.
package struct StoredContent: Hashable, Sendable {
    package var digest: Digest
    package var sizeBytes: Int64

    package init(digest: Digest, sizeBytes: Int64) {
        self.digest = digest
        self.sizeBytes = sizeBytes
    }
}
