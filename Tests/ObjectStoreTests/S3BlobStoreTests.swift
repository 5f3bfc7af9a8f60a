import Access
import Catalog
import ContentStore
import Identifiers
import Signing
import Testing

@testable import ObjectStore

@Suite("Contents in an S3-compatible store", .serialized, .enabled(if: S3Server.isThere, S3Server.hint))
struct S3BlobStoreTests {
    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private static func contents(_ location: S3Location) -> PlainContents {
        PlainContents(blobs: S3BlobStore(location: location, clock: S3Server.now, sleep: S3Server.sleep))
    }

    private static func store(_ content: [UInt8], in contents: PlainContents) async throws -> Digest {
        let upload = try await contents.beginUpload()
        for start in stride(from: 0, to: content.count, by: 300_000) {
            try await upload.write(Array(content[start..<min(start + 300_000, content.count)]))
        }
        let stored = try await upload.commit(expecting: nil)
        await upload.end()
        return stored.digest
    }

    private static func read(_ reader: any ContentReader) async throws -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let piece = try await reader.read(bytesMax: 1 << 20)
            if piece.isEmpty { return content }
            content += piece
        }
    }

    @Test(
        "What was written in one piece or in parts is read again, whole and in ranges, and nothing else is left"
    )
    func roundTrip() async throws {
        try await S3Server.withLocation { location in
            let contents = Self.contents(location)
            // The second is more than one part: it goes through a key of its own.
            for byteCount in [0, 1, 20_000_001] {
                let content = Self.bytes(byteCount)
                let digest = try await Self.store(content, in: contents)
                #expect(digest == Digest.sha256(of: content))
                #expect(try await contents.sizeBytes(of: digest) == Int64(byteCount))
                #expect(try await Self.read(try await contents.open(digest)) == content)
                #expect(try await Self.store(content, in: contents) == digest)
            }
            let fresh = Self.contents(location)
            let large = Self.bytes(20_000_001)
            let part = try await fresh.open(Digest.sha256(of: large), range: 4_194_000..<8_390_000)
            #expect(try await Self.read(part) == Array(large[4_194_000..<8_390_000]))
            let left = try await S3Server.client(location).list(
                S3BlobStore.uploadFolder,
                after: nil,
                limit: 10
            )
            #expect(left.keys.isEmpty)
        }
    }

    @Test("Damaged content is never handed out in full, nor the damaged range")
    func damage() async throws {
        try await S3Server.withLocation { location in
            let contents = Self.contents(location)
            var content = Self.bytes(6_000_000)
            let digest = try await Self.store(content, in: contents)
            content[5_000_000] ^= 1
            let name = "sha256/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))"
            try await S3Server.client(location).put(content, as: name)
            let whole = try await contents.open(digest)
            await #expect(throws: ContentDamaged.self) { _ = try await Self.read(whole) }
            let range = try await contents.open(digest, range: 4_999_000..<5_001_000)
            await #expect(throws: ContentDamaged.self) { _ = try await Self.read(range) }
        }
    }

    @Test("An upload that ends early, or is not as announced, leaves nothing")
    func nothingLeft() async throws {
        try await S3Server.withLocation { location in
            let contents = Self.contents(location)
            let upload = try await contents.beginUpload()
            try await upload.write(Self.bytes(9_000_000))
            await upload.end()
            let wrong = try await contents.beginUpload()
            try await wrong.write(Self.bytes(9_000_000))
            await #expect(throws: StoreFault.self) {
                _ = try await wrong.commit(expecting: Digest.sha256(of: [1]))
            }
            let client = S3Server.client(location)
            #expect(try await client.list("", after: nil, limit: 10).keys.isEmpty)
            let open = try await client.send(
                S3Request("GET", nil, query: [("uploads", ""), ("prefix", location.prefix)])
            )
            #expect(open.document.parts("Upload").isEmpty)
        }
    }

    @Test("Contents are listed in order and removed; what is not there is not found")
    func listing() async throws {
        try await S3Server.withLocation { location in
            let contents = Self.contents(location)
            var digests: [Digest] = []
            for number in UInt8(0)..<7 { digests.append(try await Self.store([number], in: contents)) }
            digests.sort { $0.hex < $1.hex }
            let later = S3Server.now().advanced(bySeconds: 3_600)
            #expect(
                try await contents.digests(after: nil, writtenBefore: later, limit: 3)
                    == Array(digests.prefix(3))
            )
            #expect(
                try await contents.digests(after: digests[2], writtenBefore: later, limit: 10)
                    == Array(digests.dropFirst(3))
            )
            #expect(
                try await contents.digests(after: nil, writtenBefore: Instant(seconds: 0), limit: 10) == []
            )
            let reader = try await contents.open(digests[0])
            try await contents.remove(digests[0])
            await #expect(throws: StoreFault.self) { _ = try await reader.read(bytesMax: 10) }
            await #expect(throws: StoreFault.self) { _ = try await contents.open(digests[0]) }
            try await contents.remove(digests[0])
        }
    }

    @Test("Wrong credentials and a missing bucket are told without the secret")
    func refusals() async throws {
        try await S3Server.withLocation { location in
            var other = location
            other.bucket = "assay-none"
            let fault = await #expect(throws: S3Fault.self) {
                try await S3BlobStore(location: other, clock: S3Server.now, sleep: S3Server.sleep).check()
            }
            #expect(fault?.code == "NoSuchBucket")
            #expect(fault?.description.contains("test") == false)
        }
    }
}

@Suite("Addresses and signatures of the object store")
struct S3SignatureTests {
    private static func location(_ address: String, endpoint: String?) -> S3Location? {
        S3Location(
            address: address,
            endpoint: endpoint,
            region: "us-east-1",
            credentials: .init(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE",
                secretAccessKey: SecretBytes(Array("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".utf8))
            )
        )
    }

    @Test("Only s3://bucket and s3://bucket/prefix are addresses")
    func addresses() throws {
        let location = try #require(Self.location("s3://models/prod/a", endpoint: "http://minio:9000/"))
        #expect(location.prefix == "prod/a/")
        #expect(location.host == "minio:9000")
        #expect(Self.location("s3://models", endpoint: nil)?.endpoint == "https://s3.us-east-1.amazonaws.com")
        for address in ["models", "s3://", "http://x/y", "s3://a b", "s3://a/b?c"] {
            #expect(Self.location(address, endpoint: nil) == nil, "\(address)")
        }
    }

    /// The signature was computed with botocore for the same request.
    @Test("The signature of a request is the one that Amazon's library computes")
    func signature() throws {
        let location = try #require(Self.location("s3://examplebucket/a", endpoint: "http://minio:9000"))
        let request = S3Request(
            "PUT",
            "test file.txt",
            query: [("uploadId", "x/y="), ("partNumber", "2")],
            headers: [("range", "bytes=0-9")],
            body: Array("Welcome".utf8)
        )
        let time = try #require(Instant(rfc3339: "2013-05-24T00:00:00Z"))
        let fields = try S3Signature(location: location).fields(for: request, at: time)
        let signature = try #require(fields.first { $0.name == "authorization" }).value.split(separator: "=")
            .last
        #expect(signature == "a4faf05aa7325af0a1686d8924627de230353547a7c25a4c3b2f375a800ec7cc")
    }
}
