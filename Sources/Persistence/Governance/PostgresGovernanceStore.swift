import Access
import Catalog
import Identifiers
package import PostgresClient

/// Cards, lineage, retirement, inventory and archives in PostgreSQL.
package struct PostgresGovernanceStore: Sendable {
    let pool: PostgresPool
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        self.pool = pool
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    /// What a change is about: a model, or one of its versions.
    struct Subject: Sendable {
        let modelID: ModelID
        let versionID: ModelVersionID?
        let name: ResourceName
        let number: Int?

        /// What cards and retirements are kept under.
        var id: PostgresUUID { PostgresUUID(bytes: versionID?.bytes ?? modelID.bytes) }

        var changed: ChangedSubject {
            ChangedSubject(
                id: versionID?.description ?? modelID.description,
                name: name.text,
                version: number.map(String.init)
            )
        }
    }

    static func thing(_ model: ResourceName, _ version: Int?) -> String {
        version.map { ModelVersion.thing($0, of: model) } ?? Model.thing(model)
    }

    /// Finds model and version and holds both until the transaction ends, so that a hold, a retirement and a purge follow one another.
    static func lock(
        _ model: ResourceName,
        version: Int?,
        on connection: PostgresConnection
    ) async throws -> Subject {
        let found = try await connection.queryOne(
            "SELECT m.id FROM models m WHERE m.name = \(model) AND m.deleted_at IS NULL FOR UPDATE"
        )
        guard let found else { throw StoreFault.notFound(what: Model.thing(model)) }
        let modelID = try found.decode("id", as: ModelID.self)
        guard let version else { return Subject(modelID: modelID, versionID: nil, name: model, number: nil) }
        let row = try await connection.queryOne(
            """
            SELECT v.id FROM model_versions v
            WHERE v.model_id = \(modelID) AND v.number = \(version) AND v.deleted_at IS NULL FOR UPDATE
            """
        )
        guard let row else { throw StoreFault.notFound(what: ModelVersion.thing(version, of: model)) }
        let versionID = try row.decode("id", as: ModelVersionID.self)
        return Subject(modelID: modelID, versionID: versionID, name: model, number: version)
    }
}
