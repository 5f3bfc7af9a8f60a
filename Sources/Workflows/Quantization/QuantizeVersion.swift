package import Access
package import Catalog
import Identifiers
package import Retrieval
import Signing

/// Makes a quantised version of a model that embeds or ranks, if its results stay near enough to its parent's.
package struct QuantizeVersion: Sendable {
    private let catalog: any CatalogStore
    private let evaluations: any VersionEvaluationStore
    private let contents: any ArtifactContentStore
    private let quantizer: any ModelQuantizer
    private let gate: Gate

    package init(
        catalog: any CatalogStore,
        evaluations: any VersionEvaluationStore,
        contents: any ArtifactContentStore,
        quantizer: any ModelQuantizer,
        gate: Gate
    ) {
        self.catalog = catalog
        self.evaluations = evaluations
        self.contents = contents
        self.quantizer = quantizer
        self.gate = gate
    }

    /// The version that was made, sealed. Throws `QuantizationRefused` when the results differ too much, which is
    /// on record as well; whatever else goes wrong leaves nothing behind.
    package func callAsFunction(
        _ number: Int,
        of name: ResourceName,
        _ asked: QuantizationRequest,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<QuantizationOutcome> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .versionsCreate,
            on: Resource(.modelVersion, named: name, part: "/\(number)", of: model),
            request
        )
        try await requireFiles(number, of: name, by: actor)
        let checked = try CheckedQuantization(asked)
        if let earlier = try await evaluations.earlierQuantization(under: grant) {
            return try Self.made(earlier)
        }
        let parent = try await parent(number, of: name)
        let made = try await quantized(parent, checked)
        try checked.requireThresholds(of: made.measure)
        let draft = try draft(parent, checked, made)
        guard draft.evaluation.passed else {
            return try Self.made(try await evaluations.recordQuantization(draft, under: grant))
        }
        let weights = WholeBytes(made.weights)
        let recorded = try await StreamContent(contents: contents)(
            weights,
            announcedDigest: nil,
            announcedBytes: Int64(made.weights.count),
            for: model?.ownerTeamID
        ) { stored in
            var draft = draft
            draft.weights = stored
            return try await evaluations.recordQuantization(draft, under: grant)
        }
        return try Self.made(recorded)
    }

    private static func made(
        _ recorded: Recorded<QuantizationOutcome>
    ) throws(QuantizationRefused) -> Recorded<QuantizationOutcome> {
        guard recorded.value.version != nil else { throw QuantizationRefused(recorded) }
        return recorded
    }

    /// What may be downloaded may be quantised.
    private func requireFiles(_ number: Int, of name: ResourceName, by actor: Actor) async throws {
        var resource = Resource(.modelVersion, name: "\(name)/\(number)")
        try gate.check(actor, .filesRead, on: resource)
        for readers in try await catalog.fileReaders(ofVersion: number, of: .name(name)) {
            resource.allowedGroupIDs = readers
            try gate.check(actor, .filesRead, on: resource)
        }
    }

    private func parent(_ number: Int, of name: ResourceName) async throws -> ModelVersion {
        guard let version = try await catalog.version(number, of: name), version.deletedAt == nil else {
            throw StoreFault.notFound(what: "Version \(number) of model \(name)")
        }
        guard version.state == .sealed, version.lifecycle != .retired else {
            let state = version.lifecycle == .retired ? "retired" : "not sealed"
            throw StoreFault.conflict(
                detail: "Version \(number) of model \(name) is \(state). Quantise a sealed version in use."
            )
        }
        return version
    }

    private func quantized(
        _ parent: ModelVersion,
        _ checked: CheckedQuantization
    ) async throws -> QuantizedModel {
        let listed = try await catalog.files(ofVersion: parent.number, of: parent.modelName)
        let files = try await ModelFiles(contents: contents).read(listed)
        do {
            return try await quantizer.quantize(files, to: checked.scheme, measuringWith: checked.texts)
        } catch let fault as QuantizationFault {
            throw InvalidInput("version", "cannot be quantised: \(fault.reason)")
        }
    }

    private func draft(
        _ parent: ModelVersion,
        _ checked: CheckedQuantization,
        _ made: QuantizedModel
    ) throws -> QuantizationDraft {
        let isNear = checked.thresholds.admit(made.measure)
        return QuantizationDraft(
            parent: parent,
            description: checked.description,
            weightsPath: try FilePath(QuantizableModel.weightsPath),
            weights: nil,
            evaluation: VersionEvaluationDraft(
                kind: isNear ? .quantizationAccuracy : .quantizationAttempt,
                data: checked.data,
                metrics: made.measure.metrics,
                thresholds: checked.thresholds.required(of: made.measure),
                details: [
                    "scheme": checked.scheme.rawValue,
                    "weights": "sha256:\(Digest.sha256(of: made.weights).hex)",
                ],
                passed: isNear
            )
        )
    }
}
