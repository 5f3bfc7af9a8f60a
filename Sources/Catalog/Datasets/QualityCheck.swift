package import Access
package import Identifiers

/// What a check found, from best to worst.
package enum CheckOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    case pass
    case warn
    case fail

    /// The worse of two.
    package func worse(than other: CheckOutcome?) -> CheckOutcome {
        guard let other else { return self }
        let order = Self.allCases
        return order.last { $0 == self || $0 == other } ?? .fail
    }
}

/// What a check looks at.
package enum CheckKind: String, Hashable, Sendable, Codable, CaseIterable {
    case completeness, uniqueness, validity, range, consistency, freshness, volume, schema, distribution
    case fairness, privacy, custom
}

/// A result of a quality check on a dataset version. Results are added and never changed.
package struct QualityCheck: Hashable, Sendable, Codable {
    /// Counts over all versions; a later result has a larger one.
    package var number: Int64
    package var draft: QualityCheckDraft
    package var outcome: CheckOutcome
    /// Why it came out so, in a sentence.
    package var reason: String
    package var recordedAt: Instant
    package var recordedBy: PrincipalID
    /// Whether it is the newest result of its name, by the time the check ran.
    package var isLatest: Bool

    package init(
        number: Int64,
        draft: QualityCheckDraft,
        outcome: CheckOutcome,
        reason: String,
        recordedAt: Instant,
        recordedBy: PrincipalID,
        isLatest: Bool
    ) {
        self.number = number
        self.draft = draft
        self.outcome = outcome
        self.reason = reason
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
        self.isLatest = isLatest
    }
}

/// A result as it is handed in.
package struct QualityCheckDraft: Hashable, Sendable, Codable {
    /// The most results in one request.
    package static let batchMax = 100
    /// The most different names under one version.
    package static let namesMax = 500

    /// 1 to 255 characters; results of one name are one check's history.
    package var name: String
    package var kind: CheckKind
    package var expectation: CheckExpectation
    /// Nil when nothing was observed, or something that is not a number where one should be.
    package var observed: ObservedValue?
    /// What the tool says came out; the expectation can only make it worse.
    package var claimed: CheckOutcome?
    /// The program that ran it, in the client's words.
    package var tool: String
    package var runAt: Instant

    package init(
        name: String,
        kind: CheckKind,
        expectation: CheckExpectation,
        observed: ObservedValue?,
        claimed: CheckOutcome?,
        tool: String,
        runAt: Instant
    ) {
        self.name = name
        self.kind = kind
        self.expectation = expectation
        self.observed = observed
        self.claimed = claimed
        self.tool = tool
        self.runAt = runAt
    }
}
