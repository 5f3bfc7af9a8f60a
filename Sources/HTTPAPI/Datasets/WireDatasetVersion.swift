import Access
import Catalog
import Identifiers

/// A dataset version as answers show it; its schema and its checks are read apart.
struct WireDatasetVersion: Encodable, Sendable {
    var id: DatasetVersionID
    var dataset: ResourceName
    var version: Int
    var digest: String
    /// `computed` over files held here, or `claimed` by the client.
    var digestOrigin: DatasetVersion.DigestOrigin
    var files: [WireFile]
    var description: String
    /// What the dataset said when the version was made.
    var licence: Licence?
    var sensitivity: Sensitivity
    var schemaDigest: String?
    var columnCount: Int?
    var rowCount: Int64?
    var sourceUri: SourceURI?
    var checks: WireCheckSummary
    var retention: WireDatasetStanding
    var createdAt: Instant
    var createdBy: PrincipalID

    init(_ version: DatasetVersion, at now: Instant) {
        id = version.id
        dataset = version.datasetName
        self.version = version.number
        digest = "sha256:\(version.digest.hex)"
        digestOrigin = version.digestOrigin
        files = version.files.map(WireFile.init)
        description = version.description
        licence = version.licence
        sensitivity = version.sensitivity
        schemaDigest = version.facts.schemaDigest.map { "sha256:\($0.hex)" }
        columnCount = version.facts.columnCount
        rowCount = version.facts.rowCount
        sourceUri = version.facts.sourceURI
        checks = WireCheckSummary(version.checks)
        retention = WireDatasetStanding(version.standing, at: now)
        createdAt = version.createdAt
        createdBy = version.createdBy
    }
}

/// Where a version stands by its dataset's rule of retention.
struct WireDatasetStanding: Encodable, Sendable {
    var standing: DatasetStanding.Word
    var dueAt: Instant?
    /// What is due then.
    var then: RetentionRule.Action?
    var purgedAt: Instant?

    init(_ standing: DatasetStanding, at now: Instant) {
        self.standing = standing.word(at: now)
        dueAt = standing.dueAt
        then = standing.action
        purgedAt = standing.purgedAt
    }
}

/// The newest results of all checks, counted.
struct WireCheckSummary: Encodable, Sendable {
    /// The worst of them; absent when nothing was ever checked.
    var outcome: CheckOutcome?
    var pass: Int
    var warn: Int
    var fail: Int
    var lastRunAt: Instant?

    init(_ summary: CheckSummary) {
        outcome = summary.outcome
        pass = summary.passCount
        warn = summary.warnCount
        fail = summary.failCount
        lastRunAt = summary.lastRunAt
    }
}
