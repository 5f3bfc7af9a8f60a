package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresVersionEvaluationStore {
    package func recordQuantization(
        _ draft: QuantizationDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<QuantizationOutcome> {
        let effect = Effect(grant)
        let name = draft.parent.modelName
        let thing = "A quantised version of model \"\(name)\""
        return try await ledger.record(thing, under: grant) { connection in
            guard let weights = draft.weights else {
                let parent = try await Self.unchanged(draft.parent, on: connection)
                return try await Self.refuse(draft, parent, effect, on: connection)
            }
            // The model's row first, as whoever retires a model holds it.
            let next = try await PostgresCatalogStore.nextNumber(
                of: name,
                at: effect.grantedAt,
                on: connection
            )
            let parent = try await Self.unchanged(draft.parent, on: connection)
            let version = try await Self.make(draft, weights, parent, next, effect, on: connection)
            let evaluation = Self.evaluation(of: version, draft, effect)
            _ = try await connection.query(try evaluation.insertion(on: version.id, against: parent.id))
            return try Change(
                QuantizationOutcome(version: version, evaluation: evaluation),
                version.subject,
                details: version.auditDetails.merging(Self.details(of: evaluation)) { first, _ in first },
                notices: [.created(version, tags: [])]
            )
        }
    }

    /// The parent, held until the transaction ends, if it is what its files were read from.
    private static func unchanged(
        _ seen: ModelVersion,
        on connection: PostgresConnection
    ) async throws -> ModelVersion {
        let parent = try await PostgresCatalogStore.lockVersion(
            seen.number,
            of: seen.modelName,
            on: connection
        )
        guard parent.id == seen.id, parent.state == .sealed, parent.manifestDigest == seen.manifestDigest,
            parent.lifecycle != .retired
        else {
            throw StoreFault.conflict(
                detail:
                    "\(ModelVersion.thing(seen.number, of: seen.modelName)) was retired or replaced meanwhile."
            )
        }
        return parent
    }

    private static func refuse(
        _ draft: QuantizationDraft,
        _ parent: ModelVersion,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws -> Change<QuantizationOutcome> {
        let evaluation = evaluation(of: parent, draft, effect)
        _ = try await connection.query(try evaluation.insertion(on: parent.id, against: parent.id))
        var details = details(of: evaluation)
        details["outcome"] = "refused"
        return try Change(
            QuantizationOutcome(version: nil, evaluation: evaluation),
            parent.subject,
            details: details
        )
    }

    private static func make(
        _ draft: QuantizationDraft,
        _ weights: StoredContent,
        _ parent: ModelVersion,
        _ next: PostgresRegistryStore.NextNumber,
        _ effect: Effect,
        on connection: PostgresConnection
    ) async throws -> ModelVersion {
        let weightsFile = VersionFile(
            path: draft.weightsPath,
            digest: weights.digest,
            sizeBytes: weights.sizeBytes,
            createdAt: effect.grantedAt
        )
        let answers = try await connection.pipeline([
            PostgresCatalogStore.filesQuery(of: parent.id),
            "SELECT files_kind, files_owner FROM model_versions WHERE id = \(parent.id)",
        ])
        let files = try answers[0].map(VersionFile.init).filter { $0.path != draft.weightsPath }
        var found = FoundSource(
            storageLocation: "models:/\(parent.modelName)/\(next.number)",
            files: files + [weightsFile]
        )
        // What restricts the parent's files restricts these.
        if let row = answers[1].first, let kind = try row.decode("files_kind", as: String?.self),
            let owner = try row.decode("files_owner", as: String?.self)
        {
            found.filesOf = (kind, owner)
        }
        try await PostgresCatalogStore.recordContents([weightsFile], on: connection)
        let registered = try PostgresRegistryStore.registered(
            .new(at: effect.grantedAt),
            of: parent.modelName,
            next,
            registration(draft, parent),
            found,
            effect
        )
        let version = registered.version
        _ = try await connection.pipeline(
            PostgresRegistryStore.insertion(
                of: registered,
                found,
                into: "SELECT \(next.model) AS id",
                effect
            ) + inheritance(version.id, from: parent.id, effect)
        )
        return version
    }

    private static func registration(_ draft: QuantizationDraft, _ parent: ModelVersion)
        -> RegisteredVersionDraft
    {
        RegisteredVersionDraft(
            source: "models:/\(parent.modelName)/\(parent.number)",
            resolved: .version(parent.number, of: parent.modelName),
            runID: nil,
            loggedModelID: nil,
            runLink: nil,
            description: draft.description,
            tags: []
        )
    }

    /// The step from the parent, and the feature contract that holds for both.
    private static func inheritance(
        _ version: ModelVersionID,
        from parent: ModelVersionID,
        _ effect: Effect
    ) -> [SQL] {
        [
            """
            UPDATE model_versions SET copied_from_id = \(parent), derivation = 'quantized' WHERE id = \(version)
            """,
            """
            INSERT INTO version_contracts (model_version_id, contract_id, set_at, set_by)
            SELECT \(version), contract_id, \(effect.grantedAt), \(effect.actor.principalID)
            FROM version_contracts WHERE model_version_id = \(parent) AND ended_at IS NULL
            """,
        ]
    }

    private static func evaluation(
        of version: ModelVersion,
        _ draft: QuantizationDraft,
        _ effect: Effect
    ) -> VersionEvaluation {
        let parent = draft.parent
        return VersionEvaluation(
            id: .new(at: effect.grantedAt),
            subject: .init(model: version.modelName, version: version.number),
            draft: draft.evaluation,
            against: .init(model: parent.modelName, version: parent.number),
            evaluatedAt: effect.grantedAt,
            evaluatedBy: effect.actor.principalID,
            effectID: effect.id
        )
    }

    private static func details(of evaluation: VersionEvaluation) -> [String: JSONValue] {
        var details = evaluation.draft.details.mapValues { JSONValue.string($0) }
        details["evaluation"] = .string("\(evaluation.id)")
        for (name, value) in evaluation.draft.metrics { details[name] = .string("\(value)") }
        for (name, value) in evaluation.draft.thresholds { details["\(name)_min"] = .string("\(value)") }
        if let against = evaluation.against {
            details["parent"] = .string("models:/\(against.model)/\(against.version)")
        }
        if let data = evaluation.draft.data {
            details["texts"] = .string(String(data.count))
            details["texts_digest"] = .string("sha256:\(data.digest.hex)")
        }
        return details
    }
}
