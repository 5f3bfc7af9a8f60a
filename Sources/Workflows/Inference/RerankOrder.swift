package import Retrieval

/// Documents to be scored against a query, by which model and how.
package struct RerankOrder: Hashable, Sendable {
    package var query: String
    package var documents: [String]
    /// The name in the catalog, or `name:version`.
    package var model: String
    /// `.truncate` or `.refuse`.
    package var longText: LongText

    package init(query: String, documents: [String], model: String, longText: LongText = .refuse) {
        self.query = query
        self.documents = documents
        self.model = model
        self.longText = longText
    }
}

/// The scores and the model version that gave them.
package struct RerankedDocuments: Sendable {
    package var model: ModelIdentity
    package var batch: RerankBatch
}
