package import Identifiers

/// Data that a client says a run used.
package struct DatasetClaim: Hashable, Sendable, Codable {
    package var name: String
    /// The client's word, often eight digits over a part of the data.
    package var digest: String
    package var sourceType: String
    package var source: String
    package var schema: String?
    package var profile: String?

    package init(
        name: String,
        digest: String,
        sourceType: String,
        source: String,
        schema: String?,
        profile: String?
    ) {
        self.name = name
        self.digest = digest
        self.sourceType = sourceType
        self.source = source
        self.schema = schema
        self.profile = profile
    }
}

/// A claim with what the client says of its use, and the registered version it was found to mean.
package struct DatasetInput: Hashable, Sendable, Codable {
    /// The tag that names a registered version: `name/number`.
    package static let versionTag = "assay.dataset"
    /// The tag in which MLflow's clients say what the data was used for.
    package static let contextTag = "mlflow.data.context"

    package var claim: DatasetClaim
    package var tags: [KeyedText]
    /// Nil when the client named no registered version and its digest is no full SHA-256 of one.
    package var registered: RegisteredDatasetVersion?

    package init(claim: DatasetClaim, tags: [KeyedText], registered: RegisteredDatasetVersion?) {
        self.claim = claim
        self.tags = tags
        self.registered = registered
    }
}

/// A version of a dataset in the registry.
package struct RegisteredDatasetVersion: Hashable, Sendable, Codable {
    package var name: ResourceName
    package var number: Int

    package init(name: ResourceName, number: Int) {
        self.name = name
        self.number = number
    }

    /// Reads `name/number`.
    package init?(_ text: some StringProtocol) {
        guard let slash = text.lastIndex(of: "/"), let name = try? ResourceName(String(text[..<slash])),
            let number = Int32(text[text.index(after: slash)...]), number > 0
        else { return nil }
        self.init(name: name, number: Int(number))
    }
}

/// What stands in a list of the data that experiments used.
package struct DatasetSummary: Hashable, Sendable {
    package var experimentID: ExperimentID
    package var name: String
    package var digest: String
    package var context: String?

    package init(experimentID: ExperimentID, name: String, digest: String, context: String?) {
        self.experimentID = experimentID
        self.name = name
        self.digest = digest
        self.context = context
    }
}

extension DatasetClaim {
    /// The digest, when it is a whole SHA-256: 64 hexadecimal digits, with or without `sha256:` before them.
    package var fullDigest: Digest? {
        let digits = digest.hasPrefix("sha256:") ? digest.dropFirst("sha256:".count) : Substring(digest)
        return Hexadecimal.decode(digits.lowercased()).flatMap { Digest(bytes: $0) }
    }
}
