package import Access
package import Catalog
package import Identifiers
import Signing

/// Makes evaluation datasets, fills them, reads them.
package struct ManageEvaluationDatasets: Sendable {
    /// Records of one request at most.
    package static let recordsMax = 10_000
    /// Bytes of one record's JSON at most.
    package static let recordBytesMax = 4 << 20
    /// Experiments and tags of one dataset at most.
    package static let partsMax = 1_000

    private let store: any EvaluationStore
    private let gate: Gate

    package init(store: any EvaluationStore, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    package func dataset(_ id: EvaluationDatasetID, by actor: Actor) async throws -> EvaluationDataset {
        try gate.check(actor, .evaluationsRead, on: Resource(.evaluationDataset, name: "\(id)"))
        guard let dataset = try await store.dataset(id) else { throw Self.unknown(id) }
        return dataset
    }

    package func search(_ search: EvaluationSearch, by actor: Actor) async throws -> SearchPage<
        EvaluationDataset
    > {
        try gate.check(actor, .evaluationsRead, on: Resource(.evaluationDataset))
        return try await store.search(search)
    }

    package func records(
        of id: EvaluationDatasetID,
        after: EvaluationRecordID?,
        limit: Int,
        by actor: Actor
    ) async throws -> [EvaluationRecord] {
        _ = try await dataset(id, by: actor)
        return try await store.records(of: id, after: after, limit: limit)
    }

    package func create(
        name: String,
        tags: [String: String],
        experiments: [ExperimentID],
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<EvaluationDataset> {
        let resource = Resource(.evaluationDataset, name: name, ownerID: actor.principalID)
        let grant = try gate.grant(actor, .evaluationsWrite, on: resource, request)
        var check = InputCheck()
        let name = check.text("name", name, 1...255)
        try check.finish()
        try Self.check(tags)
        try Self.check(experiments)
        return try await store.create(name: name, tags: tags, experiments: experiments, under: grant)
    }

    package func change(
        _ id: EvaluationDatasetID,
        _ change: EvaluationChange,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<EvaluationDataset> {
        let grant = try await grant(id, actor, request)
        switch change {
        case .setTags(let tags): try Self.check(tags)
        case .addExperiments(let experiments), .removeExperiments(let experiments):
            try Self.check(experiments)
        case .deleteTag, .delete: break
        }
        return try await store.change(id, change, under: grant)
    }

    /// `records` are objects with `inputs` and any of `outputs`, `expectations`, `tags`, `source`.
    package func upsert(
        _ records: [JSONValue],
        in id: EvaluationDatasetID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<EvaluationUpsert> {
        let grant = try await grant(id, actor, request)
        guard records.count <= Self.recordsMax else {
            throw InvalidInput("records", "must hold at most \(Self.recordsMax) records")
        }
        let drafts = try records.enumerated().map { try Self.draft($0.element, at: "records[\($0.offset)]") }
        let claim = drafts.lazy.compactMap { $0.members["tags"]?["mlflow.user"]?.string }.first ?? ""
        return try await store.upsert(
            drafts,
            in: id,
            userClaim: String(claim.unicodeScalars.prefix(256)),
            under: grant
        )
    }

    package func deleteRecords(
        _ records: [EvaluationRecordID],
        of id: EvaluationDatasetID,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Int> {
        let grant = try await grant(id, actor, request)
        guard records.count <= Self.recordsMax else {
            throw InvalidInput("dataset_record_ids", "must name at most \(Self.recordsMax) records")
        }
        return try await store.deleteRecords(records, of: id, under: grant)
    }

    private static let kept = [
        "inputs", "outputs", "expectations", "tags", "source", "source_id", "source_type",
    ]

    private static func draft(_ record: JSONValue, at place: String) throws -> EvaluationRecordDraft {
        guard let members = record.object else { throw InvalidInput(place, "must be an object") }
        guard case .object? = members["inputs"] ?? .object([:]) else {
            throw InvalidInput("\(place).inputs", "must be an object")
        }
        var chosen = members.filter { kept.contains($0.key) && $0.value != .null }
        chosen["inputs"] = members["inputs"] ?? .object([:])
        do {
            let inputs = try CanonicalJSON.encode(chosen["inputs"] ?? .null)
            guard try CanonicalJSON.encode(.object(chosen)).count <= recordBytesMax else {
                throw InvalidInput(place, "must have at most \(recordBytesMax) bytes")
            }
            return EvaluationRecordDraft(inputsDigest: Digest.sha256(of: inputs), members: chosen)
        } catch let refusal as InvalidInput {
            throw refusal
        } catch {
            throw InvalidInput(place, "holds a number that cannot be kept exactly; write it as a string")
        }
    }

    private static func check(_ tags: [String: String]) throws {
        guard tags.count <= partsMax,
            tags.allSatisfy({
                (1...250).contains($0.key.unicodeScalars.count) && $0.value.unicodeScalars.count <= 5_000
            })
        else {
            throw InvalidInput(
                "tags",
                "must be at most \(partsMax), with keys of 1 to 250 and values of at most 5000 characters"
            )
        }
    }

    private static func check(_ experiments: [ExperimentID]) throws {
        guard experiments.count <= partsMax else {
            throw InvalidInput("experiment_ids", "must name at most \(partsMax) experiments")
        }
    }

    private func grant(_ id: EvaluationDatasetID, _ actor: Actor, _ request: RequestContext) async throws
        -> Grant
    {
        let dataset = try await store.dataset(id)
        let resource = Resource(
            .evaluationDataset,
            name: "\(id)",
            ownerID: dataset.map(\.createdBy) ?? actor.principalID,
            teamID: dataset?.ownerTeamID
        )
        let grant = try gate.grant(actor, .evaluationsWrite, on: resource, request)
        guard dataset != nil else { throw Self.unknown(id) }
        return grant
    }

    private static func unknown(_ id: EvaluationDatasetID) -> StoreFault {
        .notFound(what: "Evaluation dataset \(id)")
    }
}
