import Access
import Catalog
import ContentStore
import FoundationEssentials
import Identifiers
import Signing
import TestSupport
import Testing

@Suite("Content is kept by its digest")
struct FileContentStoreTests {
    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private static func store(
        _ content: [UInt8],
        in store: FileContentStore,
        pieceBytes: Int = 1_000
    ) async throws -> Digest {
        let upload = try await store.beginUpload()
        for start in stride(from: 0, to: content.count, by: pieceBytes) {
            try await upload.write(Array(content[start..<min(start + pieceBytes, content.count)]))
        }
        return try await upload.commit(expecting: nil).digest
    }

    private static func read(_ digest: Digest, from store: FileContentStore, pieceBytes: Int) async throws
        -> [UInt8]
    {
        let reader = try await store.open(digest)
        var content: [UInt8] = []
        while true {
            let piece = try await reader.read(bytesMax: pieceBytes)
            if piece.isEmpty { return content }
            content += piece
        }
    }

    private static func uploads(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("store/uploads"))
    }

    @Test("What was written is read again, whatever the pieces", arguments: [0, 1, 999, 1_000, 70_001])
    func roundTrip(byteCount: Int) async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let content = Self.bytes(byteCount)
            let digest = try await Self.store(content, in: store)
            #expect(digest == Digest.sha256(of: content))
            #expect(try await store.sizeBytes(of: digest) == Int64(byteCount))
            for pieceBytes in [1_000, 4_096, 1 << 20] {
                #expect(try await Self.read(digest, from: store, pieceBytes: pieceBytes) == content)
            }
            #expect(try Self.uploads(in: folder).isEmpty)
        }
    }

    @Test("Content lies in one private file named by its digest")
    func layout() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let digest = try await Self.store(Self.bytes(10), in: store)
            let path = folder.path("store/sha256/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))")
            #expect(store.path(of: digest) == path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("The same content is kept once and the first file stays")
    func keepsExisting() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let digest = try await Self.store(Self.bytes(5_000), in: store)
            let before = try FileManager.default.attributesOfItem(atPath: store.path(of: digest))
            #expect(try await Self.store(Self.bytes(5_000), in: store) == digest)
            let after = try FileManager.default.attributesOfItem(atPath: store.path(of: digest))
            #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
            #expect(try Self.uploads(in: folder).isEmpty)
        }
    }

    @Test("A digest other than the expected one keeps nothing")
    func expectedDigest() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let upload = try await store.beginUpload()
            try await upload.write([1, 2, 3])
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await upload.commit(expecting: Digest.sha256(of: [9]))
            }
            guard case .invalid(let field, _)? = fault else { throw try #require(fault) }
            #expect(field == "digest")
            #expect(try await store.sizeBytes(of: Digest.sha256(of: [1, 2, 3])) == nil)
            #expect(try Self.uploads(in: folder).isEmpty)
        }
    }

    @Test("Uploads that are abandoned or dropped leave nothing")
    func nothingLeft() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let abandoned = try await store.beginUpload()
            try await abandoned.write(Self.bytes(100))
            await abandoned.end()
            do {
                let dropped = try await store.beginUpload()
                try await dropped.write(Self.bytes(100))
                #expect(try Self.uploads(in: folder).count == 1)
            }
            for _ in 0..<12_000 where try !Self.uploads(in: folder).isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try Self.uploads(in: folder).isEmpty)
            await #expect(throws: StoreFault.self) { try await abandoned.write([1]) }
        }
    }

    @Test("Files of a killed process are gone after the start, those of a living one are not")
    func cleansLeftovers() async throws {
        try await withTemporaryFolder { folder in
            let first = try await FileContentStore(root: folder.path("store"))
            let living = try await first.beginUpload()
            try await living.write(Self.bytes(100))
            try Data([1, 2, 3]).write(to: folder.url("store/uploads/leftover"))
            let second = try await FileContentStore(root: folder.path("store"))
            #expect(try Self.uploads(in: folder).count == 1)
            let digest = try await living.commit(expecting: nil).digest
            #expect(try await second.sizeBytes(of: digest) == 100)
        }
    }

    @Test("A full disk is said to be full and nothing is left")
    func diskFull() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"), freeBytesMin: .max)
            let upload = try await store.beginUpload()
            await #expect(throws: StoreFault.storageFull) { try await upload.write(Self.bytes(10)) }
            #expect(try Self.uploads(in: folder).isEmpty)
            await #expect(throws: StoreFault.self) { _ = try await upload.commit(expecting: nil) }
        }
    }

    @Test("Damaged content is never handed out in full", arguments: [0, 4_999, -1])
    func damage(offset: Int) async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let digest = try await Self.store(Self.bytes(5_000), in: store)
            var content = try Data(contentsOf: URL(filePath: store.path(of: digest)))
            if offset < 0 { content.removeLast() } else { content[offset] ^= 1 }
            try content.write(to: URL(filePath: store.path(of: digest)))
            await #expect(throws: ContentDamaged.self) {
                _ = try await Self.read(digest, from: store, pieceBytes: 1_024)
            }
        }
    }

    @Test("A part of a large content is read alone, also by a store that has not seen it before")
    func ranges() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let content = Self.bytes(9_000_000)
            let digest = try await Self.store(content, in: store, pieceBytes: 1_000_000)
            for opened in [store, try await FileContentStore(root: folder.path("store"))] {
                for range in [
                    0..<10, 4_194_000..<4_195_000, 4_194_304..<8_388_609, 8_999_999..<9_000_000, 5..<5,
                ] {
                    let reader = try await opened.open(
                        digest,
                        range: Int64(range.lowerBound)..<Int64(range.upperBound)
                    )
                    var part: [UInt8] = []
                    while true {
                        let piece = try await reader.read(bytesMax: 700_000)
                        if piece.isEmpty { break }
                        part += piece
                    }
                    #expect(part == Array(content[range]), "\(range)")
                }
            }
            let beyond: Range<Int64> = 0..<9_000_001
            await #expect(throws: ContentDamaged.self) { _ = try await store.open(digest, range: beyond) }
        }
    }

    @Test("Content that is not there is not found")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let digest = Digest.sha256(of: [7])
            #expect(try await store.sizeBytes(of: digest) == nil)
            let fault = await #expect(throws: StoreFault.self) { _ = try await store.open(digest) }
            #expect(fault == .notFound(what: "The content \(digest.hex)"))
        }
    }

    @Test("More open files than the limit are told to try again, and a closed one makes room")
    func openFilesAreLimited() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"), openFilesMax: 2)
            var uploads = [try await store.beginUpload(), try await store.beginUpload()]
            await #expect(throws: StoreFault.unavailable(retryAfterSeconds: 1)) {
                _ = try await store.beginUpload()
            }
            uploads.removeAll()
            for _ in 0..<12_000 {
                if (try? await store.beginUpload()) != nil { return }
                try await Task.sleep(for: .milliseconds(10))
            }
            Issue.record("no room within two minutes")
        }
    }

    @Test("Many uploads of the same and of different content at once are all whole")
    func concurrentUploads() async throws {
        try await withTemporaryFolder { folder in
            let store = try await FileContentStore(root: folder.path("store"))
            let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
                for index in 0..<32 {
                    group.addTask { try await Self.store(Self.bytes(20_000 + index % 4), in: store) }
                }
                return try await group.reduce(into: Set<Digest>()) { $0.insert($1) }
            }
            #expect(digests.count == 4)
            for digest in digests { _ = try await Self.read(digest, from: store, pieceBytes: 8_192) }
            #expect(try Self.uploads(in: folder).isEmpty)
        }
    }
}
