package import Retrieval

/// A model that this server runs.
package struct ServedModel: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case embedding(dimension: Int, shorter: ShorterDimensions)
        case reranking
    }

    /// The name; of a further version of the same name, `name:version`.
    package var id: String
    package var identity: ModelIdentity
    package var kind: Kind
    package var tokensMax: Int
}
