import Catalog
import ContentStore
import Identifiers
import Signing
import Synchronization
import Testing

@Suite("Streaming holds a bounded number of bytes")
struct BufferedBytesTests {
    private static let pieceBytes = 256 << 10
    private static let pieceCount = 256
    /// One frame, and the piece that completes it.
    private static let heldMax = 4 << 20 + pieceBytes

    @Test(
        "64 MiB go through a store without more than a frame being held, encrypted or not",
        arguments: [false, true]
    )
    func uploading(isSealed: Bool) async throws {
        let blobs = CountingBlobs()
        let contents: any ArtifactContentStore =
            isSealed ? SealedContents(blobs: blobs, keys: MemoryContentKeys()) : PlainContents(blobs: blobs)
        let upload = try await contents.beginUpload()
        var sent = 0
        for number in 0..<Self.pieceCount {
            let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Self.pieceBytes)
            try await upload.write(piece)
            sent += piece.count
            #expect(sent - blobs.writtenBytes <= Self.heldMax, "\(sent)")
        }
        let stored = try await upload.commit(expecting: nil)
        #expect(stored.sizeBytes == Int64(64 << 20))
        #expect(blobs.largestWrite <= Self.heldMax)
    }

    @Test("64 MiB are read a frame at a time, whole and in ranges")
    func downloading() async throws {
        let blobs = CountingBlobs(content: [UInt8](repeating: 7, count: 64 << 20))
        let digest = Digest.sha256(of: blobs.content)
        let contents = PlainContents(blobs: blobs)
        for reader in [
            try await contents.open(digest), try await contents.open(digest, range: 1_000_000..<60_000_000),
        ] {
            var count: Int64 = 0
            while true {
                let piece = try await reader.read(bytesMax: Self.pieceBytes)
                if piece.isEmpty { break }
                #expect(piece.count <= Self.pieceBytes)
                count += Int64(piece.count)
            }
            #expect(count == reader.sizeBytes)
        }
        #expect(blobs.largestRead <= 4 << 20)
    }
}

/// One blob in memory that counts how it is written and read.
private final class CountingBlobs: BlobStore {
    private struct State {
        var writtenBytes = 0
        var largestWrite = 0
        var largestRead = 0
    }

    let content: [UInt8]
    private let state = Mutex(State())

    init(content: [UInt8] = []) {
        self.content = content
    }

    var writtenBytes: Int { state.withLock { $0.writtenBytes } }
    var largestWrite: Int { state.withLock { $0.largestWrite } }
    var largestRead: Int { state.withLock { $0.largestRead } }

    func beginBlob() async throws -> any BlobUpload { Upload(blobs: self) }

    func open(_ name: BlobName) async throws -> (any BlobReader)? { Reader(blobs: self) }

    func remove(_ name: BlobName) async throws {}

    func blobs(in folder: BlobName, after name: BlobName?, limit: Int) async throws -> [BlobEntry] { [] }

    func removeLeftovers(before cutoff: Instant) async throws {}

    private struct Upload: BlobUpload {
        let blobs: CountingBlobs

        func write(_ bytes: [UInt8]) async throws {
            blobs.state.withLock { state in
                state.writtenBytes += bytes.count
                state.largestWrite = max(state.largestWrite, bytes.count)
            }
        }

        func publish(as name: BlobName) async throws {}

        func end() async {}
    }

    private struct Reader: BlobReader {
        let blobs: CountingBlobs

        var sizeBytes: Int64 { Int64(blobs.content.count) }

        func read(at offset: Int64, byteCount: Int) async throws -> [UInt8] {
            blobs.state.withLock { $0.largestRead = max($0.largestRead, byteCount) }
            let start = Int(offset)
            return Array(blobs.content[start..<min(start + byteCount, blobs.content.count)])
        }
    }
}
