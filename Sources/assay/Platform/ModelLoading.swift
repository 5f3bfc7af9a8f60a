import Access
import Catalog
import Inference
import LocalModels
import Logging
import Retrieval

/// Loads the models that the settings name, those whose files the catalog admits.
struct ModelLoading: Sendable {
    let runtime: ModelRuntime
    let catalog: any CatalogStore
    let contents: any ArtifactContentStore
    let logger: Logger

    /// The embedding model first: the budget is for it before it is for others. What fails is not served, and said.
    func load(_ settings: ServerSettings) async -> ServedModels {
        var served = ServedModels(runtime: runtime)
        do {
            let model = try await load(settings.embeddingModel)
            guard case .embedder(let embedder) = model else {
                throw LocalModelError.notAdmitted(reason: "it judges pairs, embedding-model needs vectors")
            }
            served.index = embedder
        } catch {
            logger.warning("no embedding model is served", metadata: ["reason": "\(error)"])
            served.index = UnavailableEmbedder(reason: "\(error)")
        }
        var named = [settings.embeddingModel]
        for setting in settings.servedModels where !named.contains(setting) {
            named.append(setting)
            do {
                served.add(try await load(setting))
            } catch {
                let reason = "\(setting.text) is not served: \(error)"
                logger.warning("a model is not served", metadata: ["reason": "\(reason)"])
                served.absent += 1
            }
        }
        return served
    }

    private func load(_ setting: ServedModelSetting) async throws -> LocalModel {
        switch setting.source {
        case .folder(let path):
            return try await runtime.load(ModelFolder(path), precision: setting.precision) { digests in
                try await admission(of: digests)
            }
        case .catalog(let name, let number):
            let version = try await version(number, of: name)
            let files = try await catalog.files(ofVersion: number, of: version.modelName)
            let byPath = Dictionary(files.map { ($0.path.text, $0) }, uniquingKeysWith: { first, _ in first })
            return try await runtime.load(
                StoredModelFiles(files: byPath, contents: contents),
                precision: setting.precision
            ) { digests in
                let isHeld = digests.files.allSatisfy { byPath[$0.key]?.digest == $0.value }
                guard isHeld else {
                    return .refused(reason: "version \(number) of \(name) holds other files")
                }
                return admission(of: version, digests)
            }
        }
    }

    private func version(_ number: Int, of name: String) async throws -> ModelVersion {
        guard let name = try? ResourceName(name), let found = try await catalog.version(number, of: name),
            found.deletedAt == nil
        else { throw LocalModelError.notAdmitted(reason: "the catalog has no version \(number) of \(name)") }
        guard found.state == .sealed else {
            throw LocalModelError.notAdmitted(reason: "version \(number) of \(name) is not sealed")
        }
        return found
    }

    /// Weights run only when a sealed version in the catalog holds exactly the files that would be used.
    private func admission(of digests: ModelFileDigests) async throws -> ModelAdmission {
        guard let version = try await catalog.sealedVersion(holding: Set(digests.files.values)) else {
            return .refused(reason: "no sealed version in the catalog holds these files")
        }
        return admission(of: version, digests)
    }

    private func admission(of version: ModelVersion, _ digests: ModelFileDigests) -> ModelAdmission {
        guard version.lifecycle != .retired else {
            return .refused(reason: "version \(version.number) of \(version.modelName) is retired")
        }
        return .admitted(
            ModelIdentity(
                name: version.modelName.text,
                version: "\(version.number)",
                digest: digests.weights
            )
        )
    }
}
