package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresCatalogStore {
    package func lineage(ofVersion number: Int, of model: ModelReference) async throws -> [LineageEdge] {
        let rows = try await queries.rows(
            """
            \(LineageEdge.selection) WHERE \(model.condition) AND mv.number = \(number)
            ORDER BY d.name, dv.number, e.role LIMIT \(Self.edgesMax)
            """
        )
        return try rows.map(LineageEdge.init)
    }

    package func dependents(ofDatasetVersion number: Int, of name: ResourceName) async throws -> [LineageEdge]
    {
        let rows = try await queries.rows(
            """
            \(LineageEdge.selection) WHERE d.name = \(name) AND dv.number = \(number)
            ORDER BY m.name, mv.number, e.role LIMIT \(Self.edgesMax)
            """
        )
        return try rows.map(LineageEdge.init)
    }

    package func linkDataset(
        _ datasetVersion: Int,
        of dataset: ResourceName,
        to version: Int,
        of model: ResourceName,
        as role: LineageEdge.Role,
        under grant: borrowing Grant
    ) async throws -> Recorded<LineageEdge> {
        let now = grant.grantedAt
        let thing = "This link of version \(version) of model \"\(model)\""
        return try await ledger.record(thing, under: grant) { connection in
            let answers = try await connection.pipeline([
                "\(ModelVersion.selection) WHERE \(ModelReference.name(model).condition) AND v.number = \(version)",
                "\(DatasetVersion.selection) WHERE d.name = \(dataset) AND v.number = \(datasetVersion)",
            ])
            guard let from = try answers[0].first.map(ModelVersion.init) else {
                throw StoreFault.notFound(what: ModelVersion.thing(version, of: model))
            }
            guard let to = try answers[1].first.map(DatasetVersion.init) else {
                throw StoreFault.notFound(what: DatasetVersion.thing(datasetVersion, of: dataset))
            }
            _ = try await connection.execute(
                """
                INSERT INTO lineage_edges (model_version_id, dataset_version_id, role, created_at)
                VALUES (\(from.id), \(to.id), \(role), \(now))
                """
            )
            let edge = LineageEdge(
                modelName: model,
                modelVersion: version,
                datasetName: dataset,
                datasetVersion: datasetVersion,
                datasetDigest: to.digest,
                digestOrigin: to.digestOrigin,
                standing: to.standing,
                role: role,
                createdAt: now
            )
            return try Change(edge, from.subject, details: edge.auditDetails(at: now))
        }
    }
}

extension LineageEdge {
    /// Data whose retention has ended may be named, for the fact must not go off the record; the entry says so.
    fileprivate func auditDetails(at now: Instant) -> [String: JSONValue] {
        [
            "dataset": .string(datasetName.text), "dataset_version": .string(String(datasetVersion)),
            "dataset_digest": .string(datasetDigest.hex), "role": .string(role.rawValue),
            "dataset_standing": .string(standing.word(at: now).rawValue),
        ]
    }
}
