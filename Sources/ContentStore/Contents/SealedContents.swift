package import Access
package import Catalog
package import Identifiers
import Signing

/// Contents encrypted with the keys of the teams that stored them: `sealed/<2 hex digits>/<62 hex digits>/<key id>`.
///
/// The name holds the digest of the plaintext, so within a team the same content is kept once; each team keeps a copy of
/// its own. Contents that were stored before encryption was switched on are read as they are.
package struct SealedContents: ArtifactContentStore {
    private static let folder: StaticString = "sealed"
    private static let copiesMax = 1_000

    private let blobs: any BlobStore
    private let keys: any ContentKeys
    private let plain: PlainContents

    package init(blobs: any BlobStore, keys: any ContentKeys) {
        self.blobs = blobs
        self.keys = keys
        plain = PlainContents(blobs: blobs)
    }

    static func name(of digest: Digest, key: ContentKeyID) -> BlobName? {
        BlobName("\(BlobName(folder: folder, digest: digest).text)/\(Hexadecimal.encode(key.bytes))")
    }

    package func beginUpload(for team: GroupID?) async throws -> any ContentUpload {
        let (id, key) = try await keys.key(of: team)
        return SealedUpload(
            blob: try await blobs.beginBlob(),
            cipher: try SealedUpload.Cipher(keyID: id, dataKey: key)
        )
    }

    package func sizeBytes(of digest: Digest) async throws -> Int64? {
        guard let copy = try await copies(of: digest).first else {
            return try await plain.sizeBytes(of: digest)
        }
        guard let blob = try await blobs.open(copy) else { return nil }
        return SealedBlob.measure(blobBytes: blob.sizeBytes)?.sizeBytes
    }

    package func open(_ digest: Digest) async throws -> any ContentReader {
        guard let frames = try await frames(of: digest) else { return try await plain.open(digest) }
        return HashedReader(
            reader: RangeReader(frames: frames, range: 0..<frames.sizeBytes),
            digest: digest
        )
    }

    package func open(_ digest: Digest, range: Range<Int64>) async throws -> any ContentReader {
        guard let frames = try await frames(of: digest) else {
            return try await plain.open(digest, range: range)
        }
        guard range.lowerBound >= 0, range.upperBound <= frames.sizeBytes else {
            throw ContentDamaged(digest: digest)
        }
        return RangeReader(frames: frames, range: range)
    }

    package func remove(_ digest: Digest) async throws {
        for copy in try await copies(of: digest) { try await blobs.remove(copy) }
        try await plain.remove(digest)
    }

    package func digests(after digest: Digest?, writtenBefore cutoff: Instant, limit: Int) async throws
        -> [Digest]
    {
        // Sealed contents first, then those of before: the order only has to be the same each time.
        var found: [Digest] = []
        let isInPlain = try await isPlain(digest)
        if !isInPlain { found = try await sealedDigests(after: digest, writtenBefore: cutoff, limit: limit) }
        guard found.count < limit else { return found }
        let rest = limit - found.count
        return found
            + (try await plain.digests(after: isInPlain ? digest : nil, writtenBefore: cutoff, limit: rest))
    }

    package func removeLeftovers(before cutoff: Instant) async throws {
        try await blobs.removeLeftovers(before: cutoff)
    }

    private func isPlain(_ digest: Digest?) async throws -> Bool {
        guard let digest else { return false }
        return try await copies(of: digest).isEmpty
    }

    private func sealedDigests(after digest: Digest?, writtenBefore cutoff: Instant, limit: Int) async throws
        -> [Digest]
    {
        guard let folder = BlobName("\(Self.folder)") else { return [] }
        var after = try await digest.asyncLast { try await copies(of: $0).last }
        var found: [Digest] = []
        while found.count < limit {
            let page = try await blobs.blobs(in: folder, after: after, limit: limit)
            for entry in page where entry.writtenAt < cutoff {
                guard let digest = Digest(blobName: entry.name), found.last != digest else { continue }
                found.append(digest)
            }
            guard page.count == limit else { break }
            after = page.last?.name
        }
        return Array(found.prefix(limit))
    }

    private func copies(of digest: Digest) async throws -> [BlobName] {
        try await blobs.blobs(
            in: BlobName(folder: Self.folder, digest: digest),
            after: nil,
            limit: Self.copiesMax
        ).map(\.name)
    }

    /// The frames of a copy whose key can be had; nil when there is no encrypted copy at all.
    private func frames(of digest: Digest) async throws -> SealedFrames? {
        var refusal: (any Error)?
        for copy in try await copies(of: digest) {
            guard let blob = try await blobs.open(copy) else { continue }
            do {
                return try await SealedFrames(blob: blob, digest: digest, keys: keys)
            } catch let error as ContentKeyUnavailable {
                refusal = error
            } catch let error as ContentDamaged {
                refusal = refusal ?? error
            }
        }
        if let refusal { throw refusal }
        return nil
    }
}

extension Optional {
    fileprivate func asyncLast<Value>(_ transform: (Wrapped) async throws -> Value?) async throws -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
