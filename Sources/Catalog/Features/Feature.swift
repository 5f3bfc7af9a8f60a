package import Identifiers

/// One feature as a contract promises it.
package struct Feature: Hashable, Sendable, Codable {
    /// The dataset version that a feature is read from.
    package struct Source: Hashable, Sendable, Codable {
        package var dataset: ResourceName
        /// Nil in a draft: the newest version there is when the contract is made.
        package var version: Int?

        package init(dataset: ResourceName, version: Int?) {
            self.dataset = dataset
            self.version = version
        }
    }

    /// The most keys of an entity.
    package static let entityKeysMax = 16

    /// 1 to 255 characters, unique in the contract.
    package var name: String
    package var type: ColumnType
    package var isNullable: Bool
    package var description: String
    /// The SHA-256 of the code that computes it.
    package var sourceDigest: Digest
    /// What a value belongs to, such as `customer_id`; in byte order, each once.
    package var entityKeys: [String]
    /// Nil for a feature that is computed from the request alone.
    package var source: Source?

    package init(
        name: String,
        type: ColumnType,
        isNullable: Bool,
        description: String,
        sourceDigest: Digest,
        entityKeys: [String],
        source: Source?
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.description = description
        self.sourceDigest = sourceDigest
        self.entityKeys = Set(entityKeys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.source = source
    }
}
