package import Access
package import Identifiers
import Signing

/// Marks ids of feature contracts.
package enum FeatureContractEntity {}
package typealias FeatureContractID = Identifier<FeatureContractEntity>

/// What a feature set promises from one moment on: its features, each with its type and the digest of its code.
package struct FeatureContract: Hashable, Sendable, Codable {
    /// The most features of a contract.
    package static let featuresMax = 2000

    package var id: FeatureContractID
    package var featureSetName: ResourceName
    /// Counts from 1 within the set.
    package var number: Int
    package var digest: Digest
    package var description: String
    /// In byte order of their names.
    package var features: [Feature]
    package var createdAt: Instant
    package var createdBy: PrincipalID

    package init(
        id: FeatureContractID,
        featureSetName: ResourceName,
        number: Int,
        digest: Digest,
        description: String,
        features: [Feature],
        createdAt: Instant,
        createdBy: PrincipalID
    ) {
        self.id = id
        self.featureSetName = featureSetName
        self.number = number
        self.digest = digest
        self.description = description
        self.features = features
        self.createdAt = createdAt
        self.createdBy = createdBy
    }

    package static func ordered(_ features: [Feature]) -> [Feature] {
        features.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The bytes that the digest is taken over: canonical JSON (RFC 8785) of `{"features":[…],"v":1}` in byte order of
    /// names, each with `code`, `dataset`, `keys`, `name`, `nullable`, `type`.
    ///
    /// Descriptions are no part of it, and neither is the dataset's version: new rows are no new promise.
    package static func canonicalBytes(of features: [Feature]) throws -> [UInt8] {
        let entries = ordered(features).map { feature in
            JSONValue.object([
                "name": .string(feature.name), "type": .string(feature.type.text),
                "nullable": .bool(feature.isNullable), "code": .string("sha256:\(feature.sourceDigest.hex)"),
                "keys": .array(feature.entityKeys.map(JSONValue.string)),
                "dataset": feature.source.map { .string($0.dataset.text) } ?? .null,
            ])
        }
        return try CanonicalJSON.encode(.object(["features": .array(entries), "v": .integer(1)]))
    }

    package static func digest(of features: [Feature]) throws -> Digest {
        Digest.sha256(of: try canonicalBytes(of: features))
    }
}
