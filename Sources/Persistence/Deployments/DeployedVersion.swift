import Access
import Catalog
import Identifiers
import PostgresClient

/// What a deployment needs to know of the version, read under locks so that it holds until the transaction ends.
struct DeployedVersion: Sendable {
    let id: ModelVersionID
    let modelID: ModelID
    let digest: Digest?
    /// Nil when the stored word is none that is known; such a version is admitted nowhere.
    let lifecycle: Lifecycle?

    /// Holds the model, so that of two deployments to one target the second sees and replaces the first.
    init(lockingFor draft: DeploymentDraft, on connection: PostgresConnection) async throws {
        let answers = try await connection.pipeline([
            "SELECT id FROM models WHERE name = \(draft.model) AND deleted_at IS NULL FOR NO KEY UPDATE",
            """
            SELECT v.id, v.model_id, v.manifest_digest, v.lifecycle FROM model_versions v
            JOIN models m ON m.id = v.model_id
            WHERE m.name = \(draft.model) AND v.number = \(draft.version) AND m.deleted_at IS NULL
                AND v.deleted_at IS NULL
            FOR SHARE OF v
            """,
        ])
        guard let row = answers.last?.first else {
            throw StoreFault.notFound(what: ModelVersion.thing(draft.version, of: draft.model))
        }
        id = try row.decode("id")
        modelID = try row.decode("model_id")
        digest = try row.decode("manifest_digest")
        lifecycle = Lifecycle(rawValue: try row.decode("lifecycle"))
    }

    /// Throws unless the lifecycle admits the version to an environment of that class.
    func admit(to environment: ResourceName, _ environmentClass: EnvironmentClass) throws(StoreFault) {
        let refusal = DeploymentAdmission.refusal(
            lifecycle: lifecycle,
            environment: environment,
            environmentClass: environmentClass
        )
        if let refusal { throw .conflict(detail: refusal) }
    }
}
