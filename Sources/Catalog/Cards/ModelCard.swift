package import Access
package import Identifiers

/// One revision of what people wrote about a model, or about one of its versions.
package struct ModelCard: Hashable, Sendable, Codable {
    package var modelID: ModelID
    package var modelName: ResourceName
    /// Nil for the card of the model as a whole.
    package var versionID: ModelVersionID?
    package var versionNumber: Int?
    package var revision: Int64
    /// The canonical JSON of a `CardDocument`.
    package var document: String
    package var digest: Digest
    package var writtenAt: Instant
    package var writtenBy: PrincipalID
    package var writtenByName: String

    package init(
        modelID: ModelID,
        modelName: ResourceName,
        versionID: ModelVersionID?,
        versionNumber: Int?,
        revision: Int64,
        document: String,
        digest: Digest,
        writtenAt: Instant,
        writtenBy: PrincipalID,
        writtenByName: String
    ) {
        self.modelID = modelID
        self.modelName = modelName
        self.versionID = versionID
        self.versionNumber = versionNumber
        self.revision = revision
        self.document = document
        self.digest = digest
        self.writtenAt = writtenAt
        self.writtenBy = writtenBy
        self.writtenByName = writtenByName
    }

    /// What was written, read again.
    package var content: CardDocument {
        get throws { CardReading(try JSONValue(parsing: Array(document.utf8))).document }
    }
}
