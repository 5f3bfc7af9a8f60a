package import Identifiers

/// Named bytes in one place, such as a folder or a bucket; what they mean is nothing to it.
package protocol BlobStore: Sendable {
    func beginBlob() async throws -> any BlobUpload
    func open(_ name: BlobName) async throws -> (any BlobReader)?
    /// Nothing happens when it is not there.
    func remove(_ name: BlobName) async throws
    /// At most `limit` blobs below the folder, in byte order of their names, after `name`.
    func blobs(in folder: BlobName, after name: BlobName?, limit: Int) async throws -> [BlobEntry]
    func removeLeftovers(before cutoff: Instant) async throws
}

/// A blob in a listing.
package struct BlobEntry: Hashable, Sendable {
    package var name: BlobName
    package var writtenAt: Instant

    package init(name: BlobName, writtenAt: Instant) {
        self.name = name
        self.writtenAt = writtenAt
    }
}

/// A blob being written. Dropping it without `publish` leaves nothing behind.
package protocol BlobUpload: Sendable {
    /// Appends bytes; throws `StoreFault.storageFull` when there is no room.
    func write(_ bytes: [UInt8]) async throws
    /// Makes the bytes durable and visible under the name, atomically. A blob of the same size that has it already is kept.
    func publish(as name: BlobName) async throws
    /// Removes what was not published.
    func end() async
}

/// An open blob, read at any place by any number of tasks.
package protocol BlobReader: Sendable {
    var sizeBytes: Int64 { get }
    /// At most 8 MiB, fewer than asked for only where the blob ends.
    func read(at offset: Int64, byteCount: Int) async throws -> [UInt8]
}

/// Where a blob lies: components of lower-case letters, digits and `-`, with `/` between them.
package struct BlobName: Hashable, Sendable, Comparable {
    package let text: String

    /// Nil when it is not such a name.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                }
        }
        guard isPlain, text.utf8.count <= 200 else { return nil }
        self.text = text
    }

    /// `<folder>/<2 hexadecimal digits>/<62 hexadecimal digits>`.
    package init(folder: StaticString, digest: Digest) {
        text = "\(folder)/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))"
    }

    package static func < (left: BlobName, right: BlobName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
