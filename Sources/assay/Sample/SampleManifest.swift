import Access
import Catalog
import Corpus

/// `Samples/workspace.json`; its fields are described in `Samples/README.md`.
struct SampleManifest: Decodable, Sendable {
    struct Person: Decodable, Sendable {
        var email: String
        var name: String
        var role: RoleName
        var teams: [String]
    }

    struct ServicePrincipal: Decodable, Sendable {
        var name: String
        var role: RoleName
        var teams: [String]
    }

    struct SampleSource: Decodable, Sendable {
        var name: String
        var kind: Source.Kind
        var path: String
    }

    struct File: Decodable, Sendable {
        var path: String
        /// Relative to the manifest.
        var from: String
    }

    struct DatasetEntry: Decodable, Sendable {
        struct Version: Decodable, Sendable {
            var description: String
            var files: [File]
        }
        var name: String
        var ownerTeam: String
        var registeredBy: String
        var description: String
        var versions: [Version]
    }

    struct ModelEntry: Decodable, Sendable {
        struct Link: Decodable, Sendable {
            var dataset: String
            var version: Int
            var role: LineageEdge.Role
        }
        struct Version: Decodable, Sendable {
            var description: String
            var files: [File]
            var lineage: [Link]?
        }
        var name: String
        var ownerTeam: String
        var accountable: String
        var registeredBy: String
        var purpose: String
        var riskClass: RiskClass
        var description: String
        var versions: [Version]
    }

    var format: Int
    var organisation: String
    var teams: [String]
    var people: [Person]
    var services: [ServicePrincipal]
    var sources: [SampleSource]
    var datasets: [DatasetEntry]
    var models: [ModelEntry]
    /// The catalog entry of the embedding model, whose files come from the model's folder.
    var embeddingModel: ModelEntry
}
