package import Identifiers

/// Marks ids of usage records.
package enum UsageEntity {}
package typealias UsageID = Identifier<UsageEntity>

/// What one request took of a model, for whom: the base of what an answer costs.
///
/// The sizes are those until the request's end, also of one that was cancelled or failed.
package struct UsageRecord: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case embeddings
        case rerank
        /// An answered question: its own embedding and those of the sentences that were read for it.
        case answer
        /// A batch of an import's texts.
        case importing = "import"
    }

    /// How the request ended.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case answered
        /// Nobody waited for the answer any more.
        case cancelled
        /// The server could not give one, after the model was asked.
        case failed
    }

    /// A model version as the catalog knows it, and how it was computed.
    package struct Model: Hashable, Sendable {
        package var name: String
        package var version: String
        /// Of the weights.
        package var digest: Digest
        /// `fp32`, `int8`; nil where that is not known.
        package var precision: String?

        package init(name: String, version: String, digest: Digest, precision: String?) {
            self.name = name
            self.version = version
            self.digest = digest
            self.precision = precision
        }
    }

    /// A record that is written twice under one id is there once.
    package var id: UsageID
    /// When the work was done.
    package var at: Instant
    /// Nil for work that nobody asked for, such as vectors of a new model for what was imported before.
    package var principalID: PrincipalID?
    /// The principal's first team by name at that time.
    package var teamID: GroupID?
    package var kind: Kind
    package var outcome: Outcome
    package var model: Model
    /// Texts of the request, or pairs of query and document.
    package var texts: Int
    package var tokensRead: Int
    package var tokensComputed: Int
    package var textsReused: Int
    package var computeMicroseconds: Int64
    package var queueMicroseconds: Int64
    /// 0 to 1.
    package var batchShare: Double

    package init(
        id: UsageID,
        at: Instant,
        principalID: PrincipalID?,
        teamID: GroupID?,
        kind: Kind,
        outcome: Outcome,
        model: Model,
        texts: Int,
        tokensRead: Int,
        tokensComputed: Int,
        textsReused: Int,
        computeMicroseconds: Int64,
        queueMicroseconds: Int64,
        batchShare: Double
    ) {
        self.id = id
        self.at = at
        self.principalID = principalID
        self.teamID = teamID
        self.kind = kind
        self.outcome = outcome
        self.model = model
        self.texts = texts
        self.tokensRead = tokensRead
        self.tokensComputed = tokensComputed
        self.textsReused = textsReused
        self.computeMicroseconds = computeMicroseconds
        self.queueMicroseconds = queueMicroseconds
        self.batchShare = batchShare
    }
}
