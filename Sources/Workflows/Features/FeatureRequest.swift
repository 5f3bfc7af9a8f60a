import Catalog
import Identifiers

/// A feature as a client describes it, with texts where the catalog keeps checked values.
package struct FeatureRequest: Hashable, Sendable {
    package var name: String
    package var type: String
    package var isNullable: Bool
    package var description: String
    /// `sha256:` and 64 hexadecimal digits.
    package var sourceDigest: String
    package var entityKeys: [String]
    package var dataset: String?
    /// Nil means the newest there is.
    package var datasetVersion: Int?

    package init(
        name: String,
        type: String,
        isNullable: Bool,
        description: String,
        sourceDigest: String,
        entityKeys: [String],
        dataset: String?,
        datasetVersion: Int?
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.description = description
        self.sourceDigest = sourceDigest
        self.entityKeys = entityKeys
        self.dataset = dataset
        self.datasetVersion = datasetVersion
    }
}

extension InputCheck {
    mutating func features(_ field: String, _ asked: [FeatureRequest]) -> [Feature] {
        guard (1...FeatureContract.featuresMax).contains(asked.count) else {
            fault(field, "must be 1 to \(FeatureContract.featuresMax) features, not \(asked.count)")
            return []
        }
        var names: Set<String> = []
        return asked.enumerated().compactMap { index, feature in
            self.feature("\(field)[\(index)]", feature, &names)
        }
    }

    private mutating func feature(
        _ field: String,
        _ asked: FeatureRequest,
        _ names: inout Set<String>
    ) -> Feature? {
        let name = text("\(field).name", asked.name, 1...255)
        if !names.insert(name).inserted {
            fault("\(field).name", "names the feature \"\(name)\" a second time")
        }
        let description = text("\(field).description", asked.description, 0...4000)
        let keys = entityKeys("\(field).entity_keys", asked.entityKeys)
        let source = self.source(field, asked)
        let type = required("\(field).type", asked.type, ColumnType.init)
        let digest = self.digest("\(field).source_digest", asked.sourceDigest)
        guard let type, let digest else { return nil }
        return Feature(
            name: name,
            type: type,
            isNullable: asked.isNullable,
            description: description,
            sourceDigest: digest,
            entityKeys: keys,
            source: source
        )
    }

    private mutating func entityKeys(_ field: String, _ keys: [String]) -> [String] {
        guard (1...Feature.entityKeysMax).contains(keys.count) else {
            fault(field, "must be 1 to \(Feature.entityKeysMax) names such as customer_id, not \(keys.count)")
            return []
        }
        return keys.enumerated().map { index, key in text("\(field)[\(index)]", key, 1...255) }
    }

    private mutating func source(_ field: String, _ asked: FeatureRequest) -> Feature.Source? {
        if let number = asked.datasetVersion, !(1...Int(Int32.max)).contains(number) {
            fault("\(field).dataset_version", "must be a version number such as 1")
        }
        guard let dataset = asked.dataset else {
            if asked.datasetVersion != nil { fault("\(field).dataset", "is required with dataset_version") }
            return nil
        }
        return name("\(field).dataset", dataset).map {
            Feature.Source(dataset: $0, version: asked.datasetVersion)
        }
    }

    private mutating func digest(_ field: String, _ text: String) -> Digest? {
        guard text.hasPrefix("sha256:"), let digest = Digest(hex: text.dropFirst("sha256:".count)) else {
            fault(field, "must be sha256: and 64 lower-case hexadecimal digits")
            return nil
        }
        return digest
    }
}
