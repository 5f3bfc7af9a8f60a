package import Retrieval

/// Texts to be embedded, by which model and how.
package struct EmbeddingOrder: Hashable, Sendable {
    package var texts: [String]
    /// The name in the catalog, or `name:version`.
    package var model: String
    package var role: TextRole
    package var longText: LongText
    /// Nil for whole vectors.
    package var dimensions: Int?

    package init(
        texts: [String],
        model: String,
        role: TextRole = .plain,
        longText: LongText = .refuse,
        dimensions: Int? = nil
    ) {
        self.texts = texts
        self.model = model
        self.role = role
        self.longText = longText
        self.dimensions = dimensions
    }
}

/// The vectors and the model version that made them.
package struct EmbeddedTexts: Sendable {
    package var model: ModelIdentity
    package var batch: EmbeddingBatch
}
