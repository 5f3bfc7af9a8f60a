import Catalog
import HTTPTypes
import Identifiers
import Persistence
import PostgresClient
import Signing
import Synchronization
import TestSupport
import Testing
import Workflows

@Suite("Contents that nothing names go, and no upload loses what it was about to name")
struct CollectionTests {
    private static let graceSeconds: Int64 = 86_400

    /// Two rounds with more than the grace between them.
    private static func collect(_ platform: TestPlatform) async throws -> CollectContents.Report {
        _ = try await platform.collect(at: platform.clock.current)
        platform.clock.advance(seconds: graceSeconds + 1)
        return try await platform.collect(at: platform.clock.current)
    }

    @Test("A deleted artifact's content goes after the grace; what a sealed version names stays")
    func grace() async throws {
        try await withStage { stage in
            let files = ArtifactTests.files(stage)
            let root = try await stage.addArtifact([9, 9, 9])
            let shared = "/api/v1/artifacts/files/\(root)/same.bin"
            try await stage.expect(.upload(.put, shared, [1, 2, 3]), by: .engineer)
            try await stage.expect(.delete("/api/v1/artifacts/files/\(root)"), by: .engineer)
            _ = try await stage.platform.collect(at: stage.platform.clock.current)
            #expect(ArtifactTests.files(stage).count == files.count + 1)
            stage.platform.clock.advance(seconds: Self.graceSeconds - 1)
            #expect(try await stage.platform.collect(at: stage.platform.clock.current).contentCount == 0)
            stage.platform.clock.advance(seconds: 2)
            #expect(try await stage.platform.collect(at: stage.platform.clock.current).contentCount == 1)
            #expect(ArtifactTests.files(stage) == files)
            let sealed = "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)/files/weights.bin"
            #expect(try await stage.expect(.get(sealed), by: .reviewer).body == [1, 2, 3])
        }
    }

    @Test("A content that is named again within the grace stays")
    func namedAgain() async throws {
        try await withStage { stage in
            let root = try await stage.addArtifact([9, 9, 9])
            let path = "/api/v1/artifacts/files/\(root)/folder/weights.bin"
            try await stage.expect(.delete(path), by: .engineer)
            _ = try await stage.platform.collect(at: stage.platform.clock.current)
            stage.platform.clock.advance(seconds: 3_600)
            try await stage.expect(.upload(.put, path, [9, 9, 9]), by: .engineer)
            #expect(try await Self.collect(stage.platform).contentCount == 0)
            #expect(try await stage.expect(.get(path), by: .reviewer).body == [9, 9, 9])
        }
    }

    @Test("An upload of content that is being collected keeps it, wherever the collection comes between")
    func interleaved() async throws {
        for moment in [Interruption.beforeCommit, .afterClaim, .afterCommit] {
            try await withStage { stage in
                let platform = stage.platform
                let root = try await stage.addArtifact([9, 9, 9])
                let path = "/api/v1/artifacts/files/\(root)/folder/weights.bin"
                try await stage.expect(.delete(path), by: .engineer)
                _ = try await platform.collect(at: platform.clock.current)
                platform.clock.advance(seconds: Self.graceSeconds + 1)
                let upload = try await platform.contents.beginUpload()
                try await upload.write([9, 9, 9])
                if moment == .beforeCommit { _ = try await platform.collect(at: platform.clock.current) }
                if moment == .afterClaim {
                    let claims = PostgresContentCollection(pool: platform.pool)
                    _ = try await claims.claim(Digest.sha256(of: [9, 9, 9]), at: platform.clock.current)
                    _ = try await platform.collect(at: platform.clock.current)
                }
                let stored = try await upload.commit(expecting: nil)
                if moment == .afterCommit { _ = try await platform.collect(at: platform.clock.current) }
                // What names it comes last, as in every use case.
                #expect(try await platform.contents.sizeBytes(of: stored.digest) == 3, "\(moment)")
                await upload.end()
            }
        }
    }

    private enum Interruption: Sendable { case beforeCommit, afterClaim, afterCommit }

    @Test("While uploads and deletions of one content run against collections, nothing named is ever missing")
    func storm() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let root = try await stage.addRoot()
            let collect = CollectContents(
                contents: platform.contents,
                collection: PostgresContentCollection(pool: platform.pool),
                graceSeconds: -1
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<3 {
                    group.addTask {
                        let path = "/api/v1/artifacts/files/\(root)/\(worker).bin"
                        for _ in 0..<12 {
                            try await stage.expect(.upload(.put, path, [9, 9, 9]), by: .engineer)
                            let read = try await stage.expect(.get(path), by: .reviewer)
                            #expect(read.body == [9, 9, 9])
                            try await stage.expect(.delete(path), by: .engineer)
                        }
                    }
                }
                group.addTask {
                    for _ in 0..<40 { _ = try await collect(at: platform.clock.current) }
                }
                try await group.waitForAll()
            }
            _ = try await collect(at: platform.clock.current)
            #expect(try await platform.contents.sizeBytes(of: Digest.sha256(of: [9, 9, 9])) == nil)
        }
    }

    @Test("An open download of a removed content ends well or with an error, never with other bytes")
    func deletionDuringReading() async throws {
        try await withStage { stage in
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let root = try await stage.addArtifact(bytes)
            let reader = try await stage.platform.contents.open(Digest.sha256(of: bytes))
            var read = try await reader.read(bytesMax: 1_000_000)
            try await stage.expect(.delete("/api/v1/artifacts/files/\(root)"), by: .engineer)
            #expect(try await Self.collect(stage.platform).contentCount == 1)
            #expect(try await stage.platform.contents.sizeBytes(of: Digest.sha256(of: bytes)) == nil)
            while true {
                let piece = try await reader.read(bytesMax: 1_000_000)
                if piece.isEmpty { break }
                read += piece
            }
            #expect(read == bytes)
        }
    }

    @Test("What was stored but never recorded goes, and so do claims of processes that ended")
    func strays() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let files = ArtifactTests.files(stage)
            let upload = try await platform.contents.beginUpload()
            try await upload.write([5, 5])
            _ = try await upload.commit(expecting: nil)
            // The process ends here: the claim stays, nothing names the content.
            #expect(try await platform.count("content_claims") == 1)
            platform.clock.set(Instant(microseconds: 4_000_000_000_000_000))
            let report = try await platform.collect(at: platform.clock.current)
            #expect(report.strayCount == 1)
            #expect(ArtifactTests.files(stage) == files)
            #expect(try await platform.count("content_claims") == 0)
            await upload.end()
        }
    }
}
