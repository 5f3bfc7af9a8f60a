import Access
import Audit
import Catalog
import ContentStore
import Identifiers
import Persistence
import PolicyLibrary
import PostgresClient
import Signing
import TestSupport
import Testing
import Workflows

@Suite("The key-encryption key can be replaced")
struct KeyRotationTests {
    private static let bytes = Array("the weights of a model".utf8)

    /// Contents under a key-encryption key, as a server that was started with it has them.
    private static func contents(
        _ platform: TestPlatform,
        under key: KeyEncryptionKey
    ) async throws -> SealedContents {
        SealedContents(
            blobs: try await FileBlobStore(root: platform.folder.path("sealed")),
            keys: PostgresContentKeys(pool: platform.pool, wrapping: key, clock: platform.clock.now)
        )
    }

    private static func write(_ contents: SealedContents, for team: GroupID?) async throws -> Digest {
        let upload = try await contents.beginUpload(for: team)
        try await upload.write(bytes)
        let stored = try await upload.commit(expecting: nil)
        await upload.end()
        return stored.digest
    }

    private static func read(_ digest: Digest, from contents: SealedContents) async throws -> [UInt8] {
        let reader = try await contents.open(digest)
        var content: [UInt8] = []
        while true {
            let piece = try await reader.read(bytesMax: 1 << 20)
            if piece.isEmpty { return content }
            content += piece
        }
    }

    private static func rotate(
        _ platform: TestPlatform,
        from current: KeyEncryptionKey,
        to successor: KeyEncryptionKey
    ) async throws -> Recorded<KeyRotation> {
        let gate = Gate(
            authorizer: Authorizer(roles: try AccessPolicy.roles()),
            clock: platform.clock.now
        )
        let rotate = RotateKeyEncryptionKey(sealed: PostgresSealedKeys(pool: platform.pool), gate: gate)
        return try await rotate(from: current, to: successor, request: .init(requestID: "rotate"))
    }

    @Test("What was encrypted before can be read after with the new key alone, and one audit entry says so")
    func readableAfterwards() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let (old, new) = (
                try KeyEncryptionKey(SecretBytes.random(32)), try KeyEncryptionKey(SecretBytes.random(32))
            )
            let team = stage.cast.teamID
            let digest = try await Self.write(try await Self.contents(platform, under: old), for: team)
            let entries = try await platform.entryCount()
            let rotation = try await Self.rotate(platform, from: old, to: new)
            #expect(rotation.value.contentKeyCount == 1)
            #expect(try await platform.entryCount() == entries + 1)
            let event = try #require(try await platform.event(rotation.effectID))
            #expect(event.action == "keys.rotate")
            #expect(event.details["current_key"]?.string == (try new.name()))
            let after = try await Self.contents(platform, under: new)
            #expect(try await Self.read(digest, from: after) == Self.bytes)
            let former = try await Self.contents(platform, under: old)
            await #expect(throws: ContentKeyUnavailable.self) { try await Self.read(digest, from: former) }
        }
    }

    @Test("A rotation that was interrupted after its commit can be repeated, and moves nothing twice")
    func resumable() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let (old, new) = (
                try KeyEncryptionKey(SecretBytes.random(32)), try KeyEncryptionKey(SecretBytes.random(32))
            )
            let contents = try await Self.contents(platform, under: old)
            let digest = try await Self.write(contents, for: stage.cast.teamID)
            #expect(try await Self.rotate(platform, from: old, to: new).value.contentKeyCount == 1)
            let repeated = try await Self.rotate(platform, from: old, to: new).value
            #expect(repeated.contentKeyCount == 0)
            #expect(repeated.alreadyMovedCount == 1)
            let after = try await Self.contents(platform, under: new)
            #expect(try await Self.read(digest, from: after) == Self.bytes)
        }
    }

    @Test("When one key opens under neither, nothing moves, and the answer says which key is needed")
    func foreignKey() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let keys = try (0..<3).map { _ in try KeyEncryptionKey(SecretBytes.random(32)) }
            let digest = try await Self.write(
                try await Self.contents(platform, under: keys[0]),
                for: stage.cast.teamID
            )
            _ = try await Self.write(try await Self.contents(platform, under: keys[2]), for: nil)
            let (before, entries) = (try await platform.contents(), try await platform.entryCount())
            let refusal = await #expect(throws: StoreFault.self) {
                try await Self.rotate(platform, from: keys[0], to: keys[1])
            }
            #expect("\(refusal.map { "\($0)" } ?? "")".contains("under neither"))
            #expect(try await platform.contents() == before)
            #expect(try await platform.entryCount() == entries)
            let still = try await Self.contents(platform, under: keys[0])
            #expect(try await Self.read(digest, from: still) == Self.bytes)
        }
    }

    @Test("While a server works on the database the key stays")
    func serverRuns() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let (old, new) = (
                try KeyEncryptionKey(SecretBytes.random(32)), try KeyEncryptionKey(SecretBytes.random(32))
            )
            try await platform.sequencerPool.withConnection { connection in
                _ = try await connection.query("SELECT pg_advisory_lock(\(0x6173_7361_7903 as Int64))")
                await #expect(throws: StoreFault.self) {
                    try await Self.rotate(platform, from: old, to: new)
                }
                _ = try await connection.query("SELECT pg_advisory_unlock(\(0x6173_7361_7903 as Int64))")
            }
            #expect(try await Self.rotate(platform, from: old, to: new).value.contentKeyCount == 0)
        }
    }

    @Test("The secret of a webhook signs as before")
    func webhookSecret() async throws {
        try await withStage { stage in
            let platform = stage.platform
            let old = try KeyEncryptionKey(SecretBytes([UInt8](repeating: 7, count: 32)))
            let new = try KeyEncryptionKey(SecretBytes.random(32))
            try await stage.expect(
                .post("/api/2.0/mlflow/webhooks", RouteTable.webhook(stage.fresh("hook"))),
                by: .engineer
            )
            #expect(try await Self.rotate(platform, from: old, to: new).value.webhookSecretCount == 1)
            try await stage.expect(
                .post("/api/v1/models", Stage.model(stage.fresh("model"))),
                by: .engineer
            )
            let delivery = DeliverWebhooks(
                store: PostgresWebhookStore(pool: platform.pool),
                sender: platform.webhookSender,
                secrets: WebhookSecrets(key: new),
                now: platform.clock.now,
                logger: PlatformDatabase.logger
            )
            #expect(try await delivery.deliverDue() == 1)
            let message = try #require(platform.webhookSender.sent.first)
            let id = try #require(message.headers["X-MLflow-Delivery-Id"])
            let seconds = try #require(message.headers["X-MLflow-Timestamp"])
            let code = try HMACSHA256.code(
                for: Array("\(id).\(seconds).\(message.body)".utf8),
                key: SecretBytes(Array("s3cret".utf8))
            )
            #expect(message.headers["X-MLflow-Signature"] == "v1,\(Base64.encode(code))")
        }
    }
}
