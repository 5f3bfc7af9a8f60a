import Catalog

extension LogToRun.Request {
    /// Everything a run can take of this, or why not.
    func checked() throws(TrackingFault) -> RunBatch {
        try checkCounts()
        try checkTimes()
        guard let series = MetricSeries.grouping(points) else {
            throw .refused(
                "Two metric keys differ only in how the same letters are encoded; send one spelling."
            )
        }
        for one in series { try check(key: one.key) }
        var (parameters, tags) = (parameters, tags)
        var cut = try TrackingCheck.cut(&parameters, to: TrackingLimits.parameterLengthMax) {
            place("params", $0, "key")
        }
        cut += try TrackingCheck.cut(&tags, to: TrackingLimits.tagLengthMax) { place("tags", $0, "key") }
        try Self.checkUnique(parameters)
        if let name = tags[RunInfo.nameTag] {
            try TrackingCheck.length(name, TrackingLimits.nameLengthMax, "run_name")
        }
        try checkModelMetrics()
        return RunBatch(
            series: series,
            modelMetrics: modelMetrics,
            parameters: parameters.ordered,
            tags: tags.ordered,
            truncatedKeys: cut,
            digest: digest
        )
    }

    private func checkCounts() throws(TrackingFault) {
        try TrackingCheck.count(points.count, TrackingLimits.metricsMax, "metrics")
        try TrackingCheck.count(parameters.count, TrackingLimits.parametersMax, "params")
        try TrackingCheck.count(tags.count, TrackingLimits.tagsMax, "tags")
        try TrackingCheck.count(
            points.count + parameters.count + tags.count,
            TrackingLimits.entitiesMax,
            "metrics, params, and tags"
        )
    }

    private func checkTimes() throws(TrackingFault) {
        guard let index = points.firstIndex(where: { $0.timestampMs < 0 }) else { return }
        let point = points[index]
        throw .refused(
            "Invalid value \(point.timestampMs) for parameter '\(place("metrics", index, "timestamp"))' supplied: metric "
                + "'\(point.key)' (value=\(point.value)). Timestamp must be a nonnegative long (64-bit integer)"
        )
    }

    private func check(key: String) throws(TrackingFault) {
        try TrackingCheck.key(key, place("metrics", points.firstIndex { $0.key == key } ?? 0, "name"))
    }

    private func checkModelMetrics() throws(TrackingFault) {
        for metric in modelMetrics {
            try TrackingCheck.length(metric.datasetName ?? "", TrackingLimits.nameLengthMax, "dataset_name")
            try TrackingCheck.length(
                metric.datasetDigest ?? "",
                TrackingLimits.datasetDigestLengthMax,
                "dataset_digest"
            )
        }
    }

    private func place(_ list: String, _ index: Int, _ field: String) -> String {
        isList ? "\(list)[\(index)].\(field)" : field
    }

    private static func checkUnique(_ parameters: [KeyedText]) throws(TrackingFault) {
        var seen: Set<String> = []
        let twice = parameters.map(\.key).filter { !seen.insert($0).inserted }
        guard twice.isEmpty else {
            throw .refused(
                "Duplicate parameter keys have been submitted: \(twice.joined(separator: ", ")). Please ensure the request "
                    + "contains only one param value per param key."
            )
        }
    }
}

extension RunInputsDraft {
    /// Claims within their limits, of the same name and digest the first, linked where a tag names a registered version.
    func checked() throws(TrackingFault) -> RunInputsDraft {
        try TrackingCheck.count(datasets.count, TrackingLimits.inputsMax, "datasets")
        try TrackingCheck.count(models.count, TrackingLimits.inputsMax, "models")
        var seen: Set<[String]> = []
        var checked: [DatasetInput] = []
        for input in datasets where seen.insert([input.claim.name, input.claim.digest]).inserted {
            checked.append(try Self.checked(input))
        }
        return RunInputsDraft(datasets: checked, models: Set(models).sorted { $0.prefixed < $1.prefixed })
    }

    private static func checked(_ input: DatasetInput) throws(TrackingFault) -> DatasetInput {
        let claim = input.claim
        try TrackingCheck.length(claim.name, TrackingLimits.nameLengthMax, "name")
        try TrackingCheck.length(claim.digest, TrackingLimits.datasetDigestLengthMax, "digest")
        try TrackingCheck.length(claim.sourceType, 36, "source_type")
        try TrackingCheck.length(claim.source, TrackingLimits.datasetSourceLengthMax, "source")
        try TrackingCheck.length(claim.schema ?? "", TrackingLimits.datasetSchemaLengthMax, "schema")
        try TrackingCheck.length(claim.profile ?? "", TrackingLimits.datasetProfileLengthMax, "profile")
        for tag in input.tags {
            guard !tag.key.isEmpty else { throw .refused("Missing value for required parameter 'key'.") }
            try TrackingCheck.length(tag.key, TrackingLimits.inputTagKeyLengthMax, "key")
            try TrackingCheck.length(tag.value, TrackingLimits.inputTagLengthMax, "value")
        }
        var checked = input
        checked.tags = input.tags.ordered
        checked.registered = try input.tags[DatasetInput.versionTag].map { text throws(TrackingFault) in
            guard let version = RegisteredDatasetVersion(text) else {
                throw .refused(
                    "The tag '\(DatasetInput.versionTag)' must name a dataset version, such as 'claims/3'."
                )
            }
            return version
        }
        return checked
    }
}
