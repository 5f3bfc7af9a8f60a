import Access
import Catalog
import ConnectorKit
import Corpus
import FoundationEssentials
import Identifiers
import Logging
import Persistence
import Workflows

/// Loads the sample company through the same use cases as everybody else's requests, once, into an empty database.
struct SampleWorkspace {
    let manifest: SampleManifest
    let folder: String
    let embeddingModelFolder: String
    let stores: Stores
    let logger: Logger

    init(manifestPath: String, embeddingModelFolder: String, stores: Stores, logger: Logger) throws {
        guard let bytes = FileManager.default.contents(atPath: manifestPath) else {
            throw SettingFaults(["sample-workspace: there is no readable file at \(manifestPath)"])
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        manifest = try decoder.decode(SampleManifest.self, from: bytes)
        guard manifest.format == 1 else {
            throw SettingFaults([
                "sample-workspace: \(manifestPath) has the unknown format \(manifest.format)"
            ])
        }
        folder = manifestPath.split(separator: "/").dropLast().reduce(manifestPath.hasPrefix("/") ? "" : ".")
        { "\($0)/\($1)" }
        self.embeddingModelFolder = embeddingModelFolder
        self.stores = stores
        self.logger = logger
    }

    /// Returns a token for every person and service, or nil when the database holds somebody already.
    func load() async throws -> SampleTokens? {
        if try await stores.principals.hasAnyPrincipal() { return nil }
        logger.info("loading the sample workspace", metadata: ["organisation": "\(manifest.organisation)"])
        let cast = SampleCast(manifest: manifest, stores: stores)
        let tokens = try await cast.create()
        let catalog = SampleCatalog(manifest: manifest, stores: stores, cast: cast)
        for dataset in manifest.datasets { try await catalog.register(dataset, from: folder) }
        for model in manifest.models { try await catalog.register(model, from: folder) }
        if FileManager.default.fileExists(atPath: "\(embeddingModelFolder)/model.safetensors") {
            try await catalog.register(manifest.embeddingModel, from: embeddingModelFolder)
        }
        try await SampleMessages(stores: stores, cast: cast).queue(manifest.sources, from: folder)
        return tokens
    }
}

/// The secrets of the sample principals, for trying things out; kept in a file only its owner reads.
struct SampleTokens: Codable {
    struct Entry: Codable {
        var name: String
        var role: String
        var token: String
    }

    var entries: [Entry]
}

/// Files on this machine as the pieces that an upload takes.
struct FilePieces: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    private static let pieceBytes = 1 << 20

    let bytes: [UInt8]

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingFaults(["sample-workspace: \(path) cannot be read"])
        }
        bytes = Array(data)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: ArraySlice<UInt8>

        mutating func next() async throws -> [UInt8]? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(pieceBytes) }
            return Array(rest.prefix(pieceBytes))
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(rest: bytes[...])
    }
}
