import Access
import Catalog
import Identifiers

/// A run as the API shows it, with what leads to it and from it.
struct WireRun: Encodable, Sendable {
    var id: String
    var experimentId: ExperimentID
    var name: String
    var status: RunInfo.Status
    var state: String
    var artifactUri: String
    /// Who made it, as authenticated.
    var createdBy: PrincipalID
    /// Who the client said it was.
    var userClaim: String
    var ownerTeamId: GroupID?
    var createdAt: Instant
    var startedAt: Instant
    var endedAt: Instant?
    var metrics: [WireMetric]
    var params: [KeyedText]
    var tags: [KeyedText]
    var datasets: [WireDatasetInput]
    var modelsUsed: [String]
    var modelsMade: [String]

    init(_ run: Run) {
        id = run.info.id.hex
        experimentId = run.info.experimentID
        name = run.info.name
        status = run.info.status
        state = run.info.isDeleted ? "deleted" : "live"
        artifactUri = run.info.artifactURI
        createdBy = run.info.createdBy
        userClaim = run.info.userClaim
        ownerTeamId = run.info.ownerTeamID
        createdAt = run.info.createdAt
        startedAt = Instant(milliseconds: run.info.startedAtMs)
        endedAt = run.info.endedAtMs.map { Instant(milliseconds: $0) }
        metrics = run.metrics.map(WireMetric.init)
        params = run.parameters
        tags = run.tags
        datasets = run.datasetInputs.map(WireDatasetInput.init)
        modelsUsed = run.modelInputs.map(\.prefixed)
        modelsMade = run.modelOutputs.map(\.modelID.prefixed)
    }
}

/// A point of a metric. Numbers that JSON does not have are the texts `NaN`, `Infinity` and `-Infinity`.
struct WireMetric: Encodable, Sendable {
    enum CodingKeys: String, CodingKey {
        case key, value, step, time
    }

    var point: MetricPoint

    init(_ point: MetricPoint) {
        self.point = point
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(point.key, forKey: .key)
        if point.value.isFinite {
            try container.encode(point.value, forKey: .value)
        } else {
            let word = point.value.isNaN ? "NaN" : point.value < 0 ? "-Infinity" : "Infinity"
            try container.encode(word, forKey: .value)
        }
        try container.encode(point.step, forKey: .step)
        try container.encode(Instant(milliseconds: point.timestampMs), forKey: .time)
    }
}

/// Data that a run used: the client's claim, and the registered version that it was found to mean.
struct WireDatasetInput: Encodable, Sendable {
    var name: String
    var claimedDigest: String
    var sourceType: String
    var source: String
    var context: String?
    var dataset: ResourceName?
    var datasetVersion: Int?

    init(_ input: Catalog.DatasetInput) {
        name = input.claim.name
        claimedDigest = input.claim.digest
        sourceType = input.claim.sourceType
        source = input.claim.source
        context = input.tags[Catalog.DatasetInput.contextTag]
        dataset = input.registered?.name
        datasetVersion = input.registered?.number
    }
}

extension Instant {
    /// Milliseconds since 1970, by a client's clock; beyond the ends of what can be written, the end.
    fileprivate init(milliseconds: Int64) {
        // The years 0001 and 9999.
        let bounded = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_000)
        self.init(microseconds: bounded * 1000)
    }
}
