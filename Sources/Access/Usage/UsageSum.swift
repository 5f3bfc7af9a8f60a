/// The usage of one group of a report.
package struct UsageSum: Hashable, Sendable {
    /// What the records of a group have in common; nil where the report does not group by it.
    package struct Group: Hashable, Sendable {
        /// A group with neither id nor name under `.team` has no team; likewise `.principal`.
        package var teamID: GroupID?
        package var teamName: String?
        package var principalID: PrincipalID?
        package var principalName: String?
        package var model: UsageRecord.Model?
        package var kind: UsageRecord.Kind?
        package var outcome: UsageRecord.Outcome?
        /// `2026-11-21`
        package var day: String?

        package init() {}
    }

    package var group: Group
    package var requests: Int64
    package var texts: Int64
    package var tokensRead: Int64
    package var tokensComputed: Int64
    package var textsReused: Int64
    package var computeMicroseconds: Int64
    package var queueMicroseconds: Int64
    /// The mean of the requests that computed anything, weighted by their tokens; 0 when none did.
    package var batchShare: Double

    package init(
        group: Group = Group(),
        requests: Int64,
        texts: Int64,
        tokensRead: Int64,
        tokensComputed: Int64,
        textsReused: Int64,
        computeMicroseconds: Int64,
        queueMicroseconds: Int64,
        batchShare: Double
    ) {
        self.group = group
        self.requests = requests
        self.texts = texts
        self.tokensRead = tokensRead
        self.tokensComputed = tokensComputed
        self.textsReused = textsReused
        self.computeMicroseconds = computeMicroseconds
        self.queueMicroseconds = queueMicroseconds
        self.batchShare = batchShare
    }
}
