package import Access

/// Sums of usage with what they are sums of.
package struct UsageReport: Hashable, Sendable {
    package var query: UsageQuery
    package var sums: [UsageSum]

    package init(query: UsageQuery, sums: [UsageSum]) {
        self.query = query
        self.sums = sums
    }

    /// All of the sums together.
    package var total: UsageSum {
        var total = UsageSum(
            requests: 0,
            texts: 0,
            tokensRead: 0,
            tokensComputed: 0,
            textsReused: 0,
            computeMicroseconds: 0,
            queueMicroseconds: 0,
            batchShare: 0
        )
        var weighted = 0.0
        for sum in sums {
            total.requests += sum.requests
            total.texts += sum.texts
            total.tokensRead += sum.tokensRead
            total.tokensComputed += sum.tokensComputed
            total.textsReused += sum.textsReused
            total.computeMicroseconds += sum.computeMicroseconds
            total.queueMicroseconds += sum.queueMicroseconds
            weighted += sum.batchShare * Double(sum.tokensComputed)
        }
        if total.tokensComputed > 0 { total.batchShare = weighted / Double(total.tokensComputed) }
        return total
    }
}
