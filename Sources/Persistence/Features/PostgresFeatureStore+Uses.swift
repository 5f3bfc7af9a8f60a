package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresFeatureStore {
    package func contractUse(ofVersion number: Int, of model: ModelReference) async throws -> ContractUse? {
        try await queries.row(Self.use(ofVersion: number, of: model), ContractUse.init)
    }

    package func contractUses(
        of featureSet: ResourceName,
        isCurrent: Bool?,
        page: PageRequest
    ) async throws -> Page<ContractUse> {
        let after = try page.after.map(VersionKey.init(reading:))
        let rows = try await queries.rows(
            """
            \(ContractUse.selection)
            WHERE s.name = \(featureSet) AND u.ended_at IS NULL AND m.deleted_at IS NULL AND mv.deleted_at IS NULL
                AND (\(isCurrent) IS NULL OR (c.digest = n.digest) = \(isCurrent))
                AND (\(after?.model) IS NULL OR (m.name, mv.number) > (\(after?.model), \(after?.number)))
            ORDER BY m.name, mv.number LIMIT \(page.rowLimit)
            """
        )
        return try Page(
            rows,
            size: page.size,
            key: { "\($0.modelVersion) \($0.modelName)" },
            ContractUse.init
        )
    }

    package func nameContract(
        _ contract: Int,
        of featureSet: ResourceName,
        forVersion number: Int,
        of model: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<ContractUse> {
        let now = grant.grantedAt
        let setter = grant.actor.principalID
        let thing = ModelVersion.thing(number, of: model)
        return try await ledger.record(thing, under: grant) { connection in
            let version = try await Self.lockVersion(number, of: model, on: connection)
            let named = try await connection.queryOne(
                "\(FeatureContract.selection) WHERE s.name = \(featureSet) AND c.number = \(contract)"
            )
            guard let named = try named.map(FeatureContract.init) else {
                throw StoreFault.notFound(what: FeatureContract.thing(contract, of: featureSet))
            }
            let query = Self.use(ofVersion: number, of: .name(model))
            let before = try await connection.queryOne(query).map(ContractUse.init)
            _ = try await connection.pipeline([
                """
                UPDATE version_contracts SET ended_at = \(now)
                WHERE model_version_id = \(version) AND ended_at IS NULL
                """,
                """
                INSERT INTO version_contracts (model_version_id, contract_id, set_at, set_by)
                VALUES (\(version), \(named.id), \(now), \(setter))
                """,
            ])
            guard let after = try await connection.queryOne(query).map(ContractUse.init) else {
                throw StoreFault.notFound(what: thing)
            }
            let subject = ChangedSubject(id: version.description, name: model.text, version: String(number))
            return try Change(after, subject, before: before, details: after.auditDetails)
        }
    }

    private static func use(ofVersion number: Int, of model: ModelReference) -> SQL {
        "\(ContractUse.selection) WHERE \(model.condition) AND mv.number = \(number) AND u.ended_at IS NULL"
    }

    private static func lockVersion(
        _ number: Int,
        of model: ResourceName,
        on connection: PostgresConnection
    ) async throws -> ModelVersionID {
        let row = try await connection.queryOne(
            """
            SELECT v.id FROM model_versions v JOIN models m ON m.id = v.model_id
            WHERE m.name = \(model) AND v.number = \(number) AND m.deleted_at IS NULL AND v.deleted_at IS NULL
            FOR NO KEY UPDATE OF v
            """
        )
        guard let row else { throw StoreFault.notFound(what: ModelVersion.thing(number, of: model)) }
        return try row.decode("id")
    }
}

/// Where a page of uses ended: `7 fraud` is version 7 of the model `fraud`.
private struct VersionKey {
    let model: String
    let number: Int

    init(reading key: String) throws(StoreFault) {
        let parts = key.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[0]) else {
            throw .invalid(field: "page_token", detail: "is not one that a page of this listing ended with.")
        }
        (model, self.number) = (String(parts[1]), number)
    }
}

extension ContractUse {
    fileprivate var auditDetails: [String: JSONValue] {
        [
            "feature_set": .string(featureSetName.text), "contract": .string(String(contractNumber)),
            "contract_digest": .string(contractDigest.hex), "is_current": .string(String(isCurrent)),
        ]
    }
}
