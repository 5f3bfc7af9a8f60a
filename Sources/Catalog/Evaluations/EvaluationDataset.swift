package import Access
package import Identifiers

/// Marks ids of evaluation datasets.
package enum EvaluationDatasetEntity {}
package typealias EvaluationDatasetID = Identifier<EvaluationDatasetEntity>

/// Marks ids of records.
package enum EvaluationRecordEntity {}
package typealias EvaluationRecordID = Identifier<EvaluationRecordEntity>

/// A set of inputs with what is expected of them, against which programs are judged.
package struct EvaluationDataset: Hashable, Sendable, Codable {
    package var id: EvaluationDatasetID
    package var name: String
    package var tags: [String: String]
    /// SHA-256 over the digests of all records' inputs and contents in the order of the inputs' digests,
    /// as 64 hexadecimal digits.
    package var digest: String
    /// What the client that made it said of itself; the true maker is `createdBy`.
    package var userClaim: String
    package var experimentIDs: [ExperimentID]
    package var recordCount: Int
    package var ownerTeamID: GroupID?
    package var createdAt: Instant
    package var createdBy: PrincipalID
    package var updatedAt: Instant

    package init(
        id: EvaluationDatasetID,
        name: String,
        tags: [String: String],
        digest: String,
        userClaim: String,
        experimentIDs: [ExperimentID],
        recordCount: Int,
        ownerTeamID: GroupID?,
        createdAt: Instant,
        createdBy: PrincipalID,
        updatedAt: Instant
    ) {
        self.id = id
        self.name = name
        self.tags = tags
        self.digest = digest
        self.userClaim = userClaim
        self.experimentIDs = experimentIDs
        self.recordCount = recordCount
        self.ownerTeamID = ownerTeamID
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.updatedAt = updatedAt
    }
}

/// One record as it is told: inputs, and what belongs to them.
package struct EvaluationRecordDraft: Hashable, Sendable {
    /// Of the canonical inputs: the same inputs are the same record.
    package var inputsDigest: Digest
    /// `inputs` and any of `outputs`, `expectations`, `tags`, `source`.
    package var members: [String: JSONValue]

    package init(inputsDigest: Digest, members: [String: JSONValue]) {
        self.inputsDigest = inputsDigest
        self.members = members
    }

    /// The record after this one is told on top of `earlier`: outputs and source are replaced, expectations
    /// and tags joined.
    package func merged(onto earlier: [String: JSONValue]) -> [String: JSONValue] {
        var merged = earlier
        for (name, value) in members {
            if case .object(let new) = value, name == "expectations" || name == "tags",
                case .object(let old)? = earlier[name]
            {
                merged[name] = .object(old.merging(new) { _, last in last })
            } else {
                merged[name] = value
            }
        }
        return merged
    }
}

/// One record as it is kept.
package struct EvaluationRecord: Hashable, Sendable {
    package var id: EvaluationRecordID
    package var members: [String: JSONValue]
    package var userClaim: String
    package var createdAt: Instant
    package var updatedAt: Instant

    package init(
        id: EvaluationRecordID,
        members: [String: JSONValue],
        userClaim: String,
        createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.members = members
        self.userClaim = userClaim
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// How many records were new and how many known.
package struct EvaluationUpsert: Hashable, Sendable, Codable {
    package var inserted: Int
    package var updated: Int

    package init(inserted: Int, updated: Int) {
        self.inserted = inserted
        self.updated = updated
    }
}

/// Which evaluation datasets are asked for.
package struct EvaluationSearch: Sendable {
    /// Those of any of the experiments; empty: all.
    package var experiments: [ExperimentID]
    package var clauses: [SearchClause]
    package var order: [SearchOrder]
    package var limit: Int
    package var after: [SearchPageToken.Key]?

    package init(
        experiments: [ExperimentID],
        clauses: [SearchClause],
        order: [SearchOrder],
        limit: Int,
        after: [SearchPageToken.Key]?
    ) {
        self.experiments = experiments
        self.clauses = clauses
        self.order = order
        self.limit = limit
        self.after = after
    }
}
