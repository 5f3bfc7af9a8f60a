import Access
import Catalog
import ContentStore
import FoundationEssentials
import Identifiers
import Signing
import Synchronization
import TestSupport
import Testing

@Suite("Encrypted contents")
struct SealedContentsTests {
    private static let frameBytes = 4 << 20
    private static let risk = GroupID.new(at: Instant(seconds: 1))
    private static let pricing = GroupID.new(at: Instant(seconds: 2))

    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private static func store(_ content: [UInt8], for team: GroupID?, in contents: SealedContents)
        async throws
        -> Digest
    {
        let upload = try await contents.beginUpload(for: team)
        for start in stride(from: 0, to: content.count, by: 900_001) {
            try await upload.write(Array(content[start..<min(start + 900_001, content.count)]))
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

    private static func withContents(
        _ body: (SealedContents, MemoryContentKeys, FileBlobStore, TemporaryFolder) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let blobs = try await FileBlobStore(root: folder.path("store"))
            let keys = MemoryContentKeys()
            try await body(SealedContents(blobs: blobs, keys: keys), keys, blobs, folder)
        }
    }

    /// The one encrypted file under the folder.
    private static func file(_ digest: Digest, _ folder: TemporaryFolder) throws -> String {
        let path = folder.path("store/sealed/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))")
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        return "\(path)/\(try #require(names.first))"
    }

    @Test(
        "What was written is read again, whole and in ranges, and the disk holds nothing of it",
        arguments: [0, 1, 1_000, frameBytes - 1, frameBytes, frameBytes + 1, 2 * frameBytes, 9_000_000]
    )
    func roundTrip(byteCount: Int) async throws {
        try await Self.withContents { contents, _, _, folder in
            let content = Self.bytes(byteCount)
            let digest = try await Self.store(content, for: Self.risk, in: contents)
            #expect(digest == Digest.sha256(of: content))
            #expect(try await contents.sizeBytes(of: digest) == Int64(byteCount))
            #expect(try await Self.read(try await contents.open(digest)) == content)
            for range in [0..<byteCount, byteCount / 3..<byteCount / 2, max(0, byteCount - 5)..<byteCount] {
                let wide = Int64(range.lowerBound)..<Int64(range.upperBound)
                #expect(
                    try await Self.read(try await contents.open(digest, range: wide)) == Array(content[range])
                )
            }
            guard byteCount >= 1_000 else { return }
            let stored = try Data(contentsOf: URL(filePath: Self.file(digest, folder)))
            #expect(stored.firstRange(of: Data(content[100..<164])) == nil)
        }
    }

    @Test("A team keeps a content once; two teams keep two copies under two keys")
    func copies() async throws {
        try await Self.withContents { contents, keys, _, folder in
            let content = Self.bytes(5_000)
            let digest = try await Self.store(content, for: Self.risk, in: contents)
            _ = try await Self.store(content, for: Self.risk, in: contents)
            let path = folder.path("store/sealed/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))")
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 1)
            _ = try await Self.store(content, for: Self.pricing, in: contents)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 2)
            // With one team's key lost, the other's copy still gives the content.
            keys.lose(Self.risk)
            #expect(try await Self.read(try await contents.open(digest)) == content)
            keys.lose(Self.pricing)
            await #expect(throws: ContentKeyUnavailable.self) { _ = try await contents.open(digest) }
            try await contents.remove(digest)
            #expect(try await contents.sizeBytes(of: digest) == nil)
        }
    }

    @Test("Any changed byte is noticed, and so are a cut end and swapped frames")
    func tampering() async throws {
        try await Self.withContents { contents, _, _, folder in
            let content = Self.bytes(2 * Self.frameBytes + 100)
            let digest = try await Self.store(content, for: Self.risk, in: contents)
            let path = try Self.file(digest, folder)
            let stored = Array(try Data(contentsOf: URL(filePath: path)))
            let sealedBytes = Self.frameBytes + 16
            var tampered: [[UInt8]] = [0, 20, 40, 64, 5_000_000, stored.count - 40, stored.count - 1].map {
                offset in
                var copy = stored
                copy[offset] ^= 1
                return copy
            }
            tampered.append(Array(stored.dropLast()))
            tampered.append(Array(stored.prefix(64 + sealedBytes) + stored.suffix(32)))
            let (first, second) = (
                stored[64..<64 + sealedBytes], stored[64 + sealedBytes..<64 + 2 * sealedBytes]
            )
            tampered.append(
                Array(stored.prefix(64) + second + first + stored.dropFirst(64 + 2 * sealedBytes))
            )
            for (index, bytes) in tampered.enumerated() {
                try Data(bytes).write(to: URL(filePath: path))
                await #expect(throws: (any Error).self, "\(index)") {
                    _ = try await Self.read(try await contents.open(digest))
                }
                await #expect(throws: (any Error).self, "\(index)") {
                    for start in stride(from: 0, to: Int64(content.count), by: 1 << 20) {
                        let end = min(start + 1 << 20, Int64(content.count))
                        _ = try await Self.read(try await contents.open(digest, range: start..<end))
                    }
                }
            }
            try Data(stored).write(to: URL(filePath: path))
            #expect(try await Self.read(try await contents.open(digest)) == content)
        }
    }

    @Test("A content that is put under another's name does not open")
    func swapped() async throws {
        try await Self.withContents { contents, _, _, folder in
            let first = try await Self.store(Self.bytes(5_000), for: Self.risk, in: contents)
            let second = try await Self.store(Self.bytes(5_001), for: Self.risk, in: contents)
            let bytes = try Data(contentsOf: URL(filePath: Self.file(first, folder)))
            try bytes.write(to: URL(filePath: Self.file(second, folder)))
            await #expect(throws: ContentDamaged.self) { _ = try await contents.open(second, range: 0..<10) }
        }
    }

    @Test("What was stored before encryption is read as it is")
    func fromBefore() async throws {
        try await Self.withContents { contents, _, blobs, _ in
            let plain = PlainContents(blobs: blobs)
            let upload = try await plain.beginUpload()
            try await upload.write([1, 2, 3])
            let digest = try await upload.commit(expecting: nil).digest
            #expect(try await Self.read(try await contents.open(digest)) == [1, 2, 3])
            let sealed = try await Self.store([4], for: nil, in: contents)
            let later = Instant(microseconds: 4_000_000_000_000_000)
            var listed: [Digest] = []
            while let next = try await contents.digests(after: listed.last, writtenBefore: later, limit: 1)
                .first
            {
                listed.append(next)
            }
            #expect(listed == [sealed, digest])
            try await contents.remove(digest)
            #expect(try await contents.sizeBytes(of: digest) == nil)
        }
    }

    @Test("An upload that is not as announced leaves nothing")
    func wrongDigest() async throws {
        try await Self.withContents { contents, _, _, folder in
            let upload = try await contents.beginUpload(for: nil)
            try await upload.write(Self.bytes(100))
            await #expect(throws: StoreFault.self) {
                _ = try await upload.commit(expecting: Digest.sha256(of: [1]))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("store/uploads")).isEmpty)
            #expect(
                (try? FileManager.default.contentsOfDirectory(atPath: folder.path("store/sealed"))) == nil
            )
        }
    }
}

/// Data keys in memory.
final class MemoryContentKeys: ContentKeys {
    private struct State {
        var ids: [GroupID?: ContentKeyID] = [:]
        var keys: [ContentKeyID: SecretBytes] = [:]
        var lost: Set<ContentKeyID> = []
    }

    private let state = Mutex(State())

    func key(of team: GroupID?) async throws -> (id: ContentKeyID, key: SecretBytes) {
        let fresh = try SecretBytes.random(32)
        return state.withLock { state in
            let id = state.ids[team] ?? .new(at: Instant(seconds: 1))
            state.ids[team] = id
            let key = state.keys[id] ?? fresh
            state.keys[id] = key
            return (id, key)
        }
    }

    func key(_ id: ContentKeyID) async throws -> SecretBytes? {
        let (key, isLost) = state.withLock { ($0.keys[id], $0.lost.contains(id)) }
        if isLost { throw ContentKeyUnavailable(keyID: id) }
        return key
    }

    func lose(_ team: GroupID?) {
        state.withLock { state in
            if let id = state.ids[team] { state.lost.insert(id) }
        }
    }
}
