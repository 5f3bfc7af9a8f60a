import Access
import Catalog
import Identifiers
import LocalModels
import Logging
import Retrieval
import Tensors

/// Loads the embedding model if the catalog admits its files.
enum EmbeddingModel {
    /// Weights run only when a sealed version in the catalog holds exactly the files that would be used.
    static func load(
        _ settings: ServerSettings,
        pool: ComputePool,
        catalog: any CatalogStore,
        logger: Logger
    ) async -> any TextEmbedder {
        do {
            return try await LocalEmbedder.load(
                directory: settings.embeddingModelFolder,
                pool: pool,
                logger: logger,
                now: WallClock.now
            ) { digests in
                try await admission(of: digests, catalog)
            }
        } catch {
            logger.warning("no embedding model is served", metadata: ["reason": "\(error)"])
            return UnavailableEmbedder(reason: "\(error)")
        }
    }

    private static func admission(
        of digests: [String: Digest],
        _ catalog: any CatalogStore
    ) async throws -> ModelAdmission {
        guard let weights = digests["model.safetensors"],
            let version = try await catalog.sealedVersion(holding: Set(digests.values))
        else {
            return .refused(reason: "no sealed version in the catalog holds these files")
        }
        return .admitted(
            ModelIdentity(name: version.modelName.text, version: "\(version.number)", digest: weights)
        )
    }
}

/// Stands where no model is admitted: refuses everything and says why.
struct UnavailableEmbedder: TextEmbedder {
    let reason: String
    let identity = ModelIdentity(
        name: "none",
        version: "0",
        digest: Digest(words: (0, 0, 0, 0))
    )
    let dimension = 1
    let tokensMax = 1

    func tokenCount(_ text: String) -> Int { 0 }

    func embed(_ texts: [String], _ options: EmbeddingOptions) async throws -> EmbeddingBatch {
        throw StoreFault.unavailable(retryAfterSeconds: 60)
    }
}
