import Catalog
import ContentStore
import Identifiers
import ObjectStore
import Persistence
import PostgresClient

/// The content store that the settings ask for: a folder or a bucket, as it is or encrypted.
enum ArtifactContents {
    static func open(
        _ settings: ServerSettings,
        _ directory: DataDirectory,
        _ exports: FileContentStore,
        _ pool: PostgresPool
    ) async throws -> any ArtifactContentStore {
        guard settings.encryptsArtifacts || settings.artifactBucket != nil else { return exports }
        let blobs = try await blobs(settings, directory)
        guard settings.encryptsArtifacts else { return PlainContents(blobs: blobs) }
        let keys = PostgresContentKeys(
            pool: pool,
            wrapping: try WrappingKey.load(in: directory),
            clock: WallClock.now
        )
        return SealedContents(blobs: blobs, keys: keys)
    }

    private static func blobs(_ settings: ServerSettings, _ directory: DataDirectory) async throws
        -> any BlobStore
    {
        guard let location = settings.artifactBucket else {
            return try await FileBlobStore(root: directory.contents)
        }
        let store = S3BlobStore(
            location: location,
            clock: WallClock.now,
            sleep: { try await Task.sleep(for: .seconds($0)) }
        )
        do {
            try await store.check()
        } catch {
            throw SettingFaults(["artifact-store: the bucket cannot be listed (\(String(reflecting: error)))"]
            )
        }
        return store
    }
}
