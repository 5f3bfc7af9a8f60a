import Access
import Catalog
import Identifiers
import PostgresClient

/// The dataset versions that the features of a contract are read from, as they are on record.
struct BoundSources: Sendable {
    private var versions: [Feature.Source: (number: Int, id: DatasetVersionID)] = [:]

    /// Where the feature is read from; nil for one that needs no dataset.
    func id(of feature: Feature) -> DatasetVersionID? {
        feature.source.flatMap { versions[$0]?.id }
    }

    /// The features, each with the number of its dataset's version.
    func bound(_ features: [Feature]) -> [Feature] {
        features.map { feature in
            var feature = feature
            if let source = feature.source { feature.source?.version = versions[source]?.number }
            return feature
        }
    }

    fileprivate mutating func bind(_ source: Feature.Source, to number: Int, _ id: DatasetVersionID) {
        versions[source] = (number, id)
        versions[Feature.Source(dataset: source.dataset, version: number)] = (number, id)
    }
}

extension PostgresFeatureStore {
    /// Finds every source; throws with the name of the first that is not there.
    static func sources(of features: [Feature], on connection: PostgresConnection) async throws
        -> BoundSources
    {
        let wanted = Array(Set(features.compactMap(\.source)))
        let answers = try await connection.pipeline(wanted.map(query))
        var sources = BoundSources()
        for (source, rows) in zip(wanted, answers) {
            guard let row = rows.first else {
                let version = source.version.map { "Version \($0) of dataset" } ?? "A version of dataset"
                throw StoreFault.invalid(
                    field: "features",
                    detail: "\(version) \"\(source.dataset)\" does not exist; register it first."
                )
            }
            sources.bind(source, to: try row.decode("number"), try row.decode("id"))
        }
        return sources
    }

    private static func query(_ source: Feature.Source) -> SQL {
        """
        SELECT v.id, v.number FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
        WHERE d.name = \(source.dataset) AND v.number = coalesce(\(source.version), d.version_count)
        """
    }
}
