package import Identifiers

/// What the catalog knows of a model and, when one is asked for, of a version.
package struct CardFacts: Hashable, Sendable {
    /// A metric of the run that made the version.
    package struct RunMetric: Hashable, Sendable {
        package let key: String
        /// As the run logged it; NaN and infinities as words.
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    package var model: Model
    package var version: ModelVersion?
    /// Of the version, or of all versions for the card of the model.
    package var lineage: [LineageEdge]
    /// 32 hexadecimal digits; nil when the version names no run.
    package var runID: String?
    package var runMetrics: [RunMetric]
    /// When this is read: what has expired by then is marked.
    package var readAt: Instant

    package init(
        model: Model,
        version: ModelVersion?,
        lineage: [LineageEdge],
        runID: String? = nil,
        runMetrics: [RunMetric] = [],
        readAt: Instant
    ) {
        self.model = model
        self.version = version
        self.lineage = lineage
        self.runID = runID
        self.runMetrics = runMetrics
        self.readAt = readAt
    }

    /// Each where a reader of the card looks for it.
    package var facts: [CatalogFact] { modelFacts + versionFacts + dataFacts + metricFacts }

    private var modelFacts: [CatalogFact] {
        [
            CatalogFact(.modelDetails, "Name", model.name.text),
            CatalogFact(.modelDetails, "Owner", model.ownerTeamName),
            CatalogFact(.modelDetails, "Accountable", model.accountableName),
            CatalogFact(.modelDetails, "Registered", model.createdAt.rfc3339),
            CatalogFact(.intendedUse, "Purpose", model.purpose),
            CatalogFact(.intendedUse, "Intended use", model.intendedUse),
            CatalogFact(.intendedUse, "Restrictions", model.restrictions),
            CatalogFact(.intendedUse, "Risk class", model.riskClass.rawValue),
        ].filter { !$0.value.isEmpty }
    }

    private var versionFacts: [CatalogFact] {
        guard let version else { return [] }
        var facts = [
            CatalogFact(.modelDetails, "Version", String(version.number)),
            CatalogFact(.modelDetails, "State", version.state.rawValue),
            CatalogFact(.modelDetails, "Lifecycle", version.lifecycle.rawValue),
        ]
        if let digest = version.manifestDigest {
            facts.append(CatalogFact(.modelDetails, "Manifest digest", "sha256:\(digest.hex)"))
        }
        if let runID { facts.append(CatalogFact(.trainingData, "Run", runID)) }
        return facts
    }

    private var dataFacts: [CatalogFact] {
        lineage.map { edge in
            let section: CardSection = edge.role == .training ? .trainingData : .evaluationData
            let origin = edge.digestOrigin == .computed ? "computed here" : "claimed by its registrant"
            let value =
                "\(edge.datasetName)/\(edge.datasetVersion), sha256:\(edge.datasetDigest.hex), \(origin)"
                + ending(edge.standing)
            let of = version == nil ? " of version \(edge.modelVersion)" : ""
            return CatalogFact(section, "Dataset for \(edge.role.rawValue)\(of)", value)
        }
    }

    private func ending(_ standing: DatasetStanding) -> String {
        switch standing.word(at: readAt) {
        case .kept: ""
        case .expired: standing.dueAt.map { ", expired at \($0.rfc3339)" } ?? ""
        case .purged: standing.purgedAt.map { ", its files deleted at \($0.rfc3339)" } ?? ""
        }
    }

    private var metricFacts: [CatalogFact] {
        runMetrics.map { CatalogFact(.quantitativeAnalyses, "Metric of the run: \($0.key)", $0.value) }
    }
}
