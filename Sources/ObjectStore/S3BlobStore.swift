import Access
package import Catalog
package import Identifiers

/// Blobs in a bucket of an S3-compatible store.
///
/// A blob larger than one part is uploaded in parts to a key of its own below `uploads/`, while its digest is not known
/// yet, and is then copied inside the store to its name: nothing of it lies on a disk of this machine.
package struct S3BlobStore: BlobStore {
    static let uploadFolder = "uploads/"

    private let client: S3Client
    private let partBytes: Int

    /// - Parameters:
    ///   - partBytes: Held in memory by every upload; at least 5 MiB, which stores demand of all parts but the last.
    ///   - sleep: Waits between attempts.
    package init(
        location: S3Location,
        partBytes: Int = 8 << 20,
        clock: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
    ) {
        client = S3Client(location: location, clock: clock, sleep: sleep)
        self.partBytes = max(5 << 20, partBytes)
    }

    /// Throws unless the bucket is there and the credentials may list it.
    package func check() async throws {
        _ = try await client.send(S3Request("GET", nil, query: [("list-type", "2"), ("max-keys", "1")]))
    }

    package func beginBlob() async throws -> any BlobUpload {
        S3BlobUpload(client: client, partBytes: partBytes)
    }

    package func open(_ name: BlobName) async throws -> (any BlobReader)? {
        guard let size = try await client.sizeBytes(of: name.text) else { return nil }
        return S3BlobReader(client: client, key: name.text, sizeBytes: size)
    }

    package func remove(_ name: BlobName) async throws {
        try await client.remove(name.text)
    }

    package func blobs(in folder: BlobName, after name: BlobName?, limit: Int) async throws -> [BlobEntry] {
        var entries: [BlobEntry] = []
        var last = name?.text
        while entries.count < limit {
            let page = try await client.list(
                "\(folder.text)/",
                after: last,
                limit: min(1_000, limit - entries.count)
            )
            entries += page.keys.compactMap { key in
                BlobName(key.name).map { BlobEntry(name: $0, writtenAt: key.writtenAt) }
            }
            guard page.hasMore, let key = page.keys.last?.name else { break }
            last = key
        }
        return entries
    }

    package func removeLeftovers(before cutoff: Instant) async throws {
        let page = try await client.list(Self.uploadFolder, after: nil, limit: 1_000)
        for key in page.keys where key.writtenAt < cutoff { try await client.remove(key.name) }
        try await client.abortUploads(Self.uploadFolder, begunBefore: cutoff)
    }
}

/// Reads by ranges; each read is one request.
private struct S3BlobReader: BlobReader {
    let client: S3Client
    let key: String
    let sizeBytes: Int64

    func read(at offset: Int64, byteCount: Int) async throws -> [UInt8] {
        let end = min(offset + Int64(min(byteCount, 8 << 20)), sizeBytes)
        guard offset < end else { return [] }
        let request = S3Request("GET", key, headers: [("range", "bytes=\(offset)-\(end - 1)")])
        let answer = try await client.send(request, accepting: [200, 206, 404, 416])
        guard answer.status == 206 || answer.status == 200 && Int64(answer.body.count) == sizeBytes else {
            throw StoreFault.notFound(what: "The content that was being read")
        }
        return answer.status == 206 ? answer.body : Array(answer.body[Int(offset)..<Int(end)])
    }
}
