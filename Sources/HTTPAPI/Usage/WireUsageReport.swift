import Access
import Identifiers
import Workflows

/// The usage report in JSON.
struct WireUsageReport: Encodable {
    var from: Instant
    var to: Instant
    var groupBy: [String]
    var items: [WireUsageSum]
    var total: WireUsageSum

    init(_ report: UsageReport) {
        from = report.query.from
        to = report.query.to
        groupBy = report.query.grouping.map(\.rawValue)
        items = report.sums.map(WireUsageSum.init)
        total = WireUsageSum(report.total)
    }
}

/// One line of it. Which of the first members there are depends on the grouping.
struct WireUsageSum: Encodable {
    var teamID: GroupID?
    var team: String?
    var principalID: PrincipalID?
    var principal: String?
    var model: String?
    var modelVersion: String?
    var modelDigest: String?
    var modelPrecision: String?
    var kind: String?
    var outcome: String?
    var day: String?
    var requests: Int64
    var texts: Int64
    var tokensRead: Int64
    var tokensComputed: Int64
    var textsReused: Int64
    /// With microseconds behind the point.
    var computeMs: Double
    var queueMs: Double
    var batchShare: Double

    enum CodingKeys: String, CodingKey {
        case teamID = "teamId"
        case principalID = "principalId"
        case team, principal, model, modelVersion, modelDigest, modelPrecision, kind, outcome, day
        case requests, texts, tokensRead, tokensComputed, textsReused, computeMs, queueMs, batchShare
    }

    init(_ sum: UsageSum) {
        (teamID, team) = (sum.group.teamID, sum.group.teamName)
        (principalID, principal) = (sum.group.principalID, sum.group.principalName)
        (model, modelVersion) = (sum.group.model?.name, sum.group.model?.version)
        modelDigest = sum.group.model.map { "sha256:\($0.digest.hex)" }
        modelPrecision = sum.group.model?.precision
        (kind, outcome) = (sum.group.kind?.rawValue, sum.group.outcome?.rawValue)
        day = sum.group.day
        (requests, texts) = (sum.requests, sum.texts)
        (tokensRead, tokensComputed, textsReused) = (sum.tokensRead, sum.tokensComputed, sum.textsReused)
        computeMs = Double(sum.computeMicroseconds) / 1_000
        queueMs = Double(sum.queueMicroseconds) / 1_000
        batchShare = sum.batchShare
    }
}
