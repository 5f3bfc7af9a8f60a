/// How the texts of a request are embedded.
package struct EmbeddingOptions: Hashable, Sendable {
    package var priority: InferencePriority
    package var role: TextRole
    package var longText: LongText
    /// One of the embedder's `shorterDimensions`; nil for whole vectors.
    package var dimensions: Int?

    package init(
        priority: InferencePriority,
        role: TextRole = .plain,
        longText: LongText = .truncate,
        dimensions: Int? = nil
    ) {
        self.priority = priority
        self.role = role
        self.longText = longText
        self.dimensions = dimensions
    }
}
