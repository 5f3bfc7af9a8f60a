import Access
import Catalog
import FoundationEssentials

/// A data directory with an administrator, an engineer with a team, and the embedding model admitted.
struct BenchWorkspace: Sendable {
    static let team = "bench"
    static let engineerEmail = "engineer@bench.example"
    private static let adminEmail = "admin@bench.example"

    let dataDirectory: String
    let adminToken: String
    let engineerToken: String

    /// Makes the directory in this process, by the use cases that serve everybody.
    static func make(_ run: BenchRun, name: String) async throws -> BenchWorkspace {
        let settings = try run.settings(dataDirectory: "\(run.folder)/\(name)")
        let directory = DataDirectory(path: settings.dataDirectory)
        try directory.create()
        let database = try await Database.start(settings, directory, run.logger)
        do {
            let stores = try await Stores(database, directory, settings, run.logger)
            let workspace = try await fill(stores, settings)
            await database.stop()
            return workspace
        } catch {
            await database.stop()
            throw error
        }
    }

    private static func fill(_ stores: Stores, _ settings: ServerSettings) async throws -> BenchWorkspace {
        let manifest = manifest(modelFolder: settings.embeddingModelFolder)
        let cast = SampleCast(manifest: manifest, stores: stores)
        let tokens = try await cast.create().entries
        let catalog = SampleCatalog(manifest: manifest, stores: stores, cast: cast)
        try await catalog.register(manifest.embeddingModel, from: settings.embeddingModelFolder)
        func token(_ role: RoleName) throws -> String {
            guard let entry = tokens.first(where: { $0.role == role.rawValue }) else {
                throw BenchFault("nobody of the workspace is \(role.rawValue)")
            }
            return entry.token
        }
        return BenchWorkspace(
            dataDirectory: settings.dataDirectory,
            adminToken: try token(.admin),
            engineerToken: try token(.mlEngineer)
        )
    }

    private static func manifest(modelFolder: String) -> SampleManifest {
        SampleManifest(
            format: 1,
            organisation: "Bench",
            teams: [team],
            people: [
                .init(email: adminEmail, name: "Bench administrator", role: .admin, teams: []),
                .init(email: engineerEmail, name: "Bench engineer", role: .mlEngineer, teams: [team]),
            ],
            services: [],
            sources: [],
            datasets: [],
            models: [],
            embeddingModel: embeddingModel(in: modelFolder)
        )
    }

    private static func embeddingModel(in folder: String) -> SampleManifest.ModelEntry {
        let files = [
            "config.json", "model.safetensors", "tokenizer.json", "1_Pooling/config.json",
            "sentence_bert_config.json",
        ].filter { FileManager.default.isReadableFile(atPath: "\(folder)/\($0)") }
        let version = SampleManifest.ModelEntry.Version(
            description: "As it lies in its folder.",
            files: files.map { .init(path: $0, from: $0) },
            lineage: nil
        )
        return SampleManifest.ModelEntry(
            name: "embedding-model",
            ownerTeam: team,
            accountable: engineerEmail,
            registeredBy: engineerEmail,
            purpose: "Turns messages and questions into vectors.",
            riskClass: .minimal,
            description: "The model that the benchmark runs with.",
            versions: [version]
        )
    }
}
