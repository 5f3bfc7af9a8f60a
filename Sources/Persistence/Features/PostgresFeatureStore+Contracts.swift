package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresFeatureStore {
    package func contract(_ number: Int, of name: ResourceName) async throws -> FeatureContract? {
        try await contracts([number], of: name).first
    }

    package func contracts(_ numbers: [Int], of name: ResourceName) async throws -> [FeatureContract] {
        let contracts = try await queries.rows(
            "\(FeatureContract.selection) WHERE s.name = \(name) AND c.number = ANY (\(numbers))"
        ).map(FeatureContract.init)
        let rows = try await queries.rows(
            """
            \(Feature.selection) WHERE f.contract_id = ANY (\(contracts.map(\.id)))
            ORDER BY f.name COLLATE "C"
            """
        )
        let features = try Dictionary(grouping: rows) {
            try $0.decode("contract_id", as: FeatureContractID.self)
        }
        return try contracts.map { contract in
            var contract = contract
            contract.features = try (features[contract.id] ?? []).map(Feature.init)
            return contract
        }
    }

    package func contracts(of name: ResourceName, page: PageRequest) async throws -> Page<FeatureContract> {
        let before = try page.afterNumber()
        let rows = try await queries.rows(
            """
            \(FeatureContract.selection)
            WHERE s.name = \(name) AND (\(optional: before) IS NULL OR c.number < \(optional: before))
            ORDER BY c.number DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { String($0.number) }, FeatureContract.init)
    }

    package func createContract(
        of name: ResourceName,
        _ features: [Feature],
        description: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<FeatureContract> {
        guard (1...FeatureContract.featuresMax).contains(features.count) else {
            throw StoreFault.invalid(
                field: "features",
                detail: "must be 1 to \(FeatureContract.featuresMax) features."
            )
        }
        let id = FeatureContractID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let creator = grant.actor.principalID
        return try await ledger.record("A contract of feature set \"\(name)\"", under: grant) { connection in
            // The update holds the set's row until the end, so numbers are handed out one by one.
            let set = try await connection.queryOne(
                """
                UPDATE feature_sets SET contract_count = contract_count + 1
                WHERE name = \(name) RETURNING id, contract_count
                """
            )
            guard let set else { throw StoreFault.notFound(what: FeatureSet.thing(name)) }
            let sources = try await Self.sources(of: features, on: connection)
            let contract = FeatureContract(
                id: id,
                featureSetName: name,
                number: try set.decode("contract_count"),
                digest: try FeatureContract.digest(of: features),
                description: description,
                features: FeatureContract.ordered(sources.bound(features)),
                createdAt: now,
                createdBy: creator
            )
            let setID = try set.decode("id", as: FeatureSetID.self)
            try await Self.insert(contract, in: setID, sources, on: connection)
            let flagged = try await Self.countFlagged(by: contract, in: setID, on: connection)
            return try Change(contract, contract.subject, details: contract.auditDetails(flagging: flagged))
        }
    }

    private static func insert(
        _ contract: FeatureContract,
        in set: FeatureSetID,
        _ sources: BoundSources,
        on connection: PostgresConnection
    ) async throws {
        let heading: SQL = """
            INSERT INTO feature_contracts (id, feature_set_id, number, digest, description, created_at, created_by)
            VALUES (\(contract.id), \(set), \(contract.number), \(contract.digest), \(contract.description),
                \(contract.createdAt), \(contract.createdBy))
            """
        let features: [SQL] = contract.features.map { feature in
            """
            INSERT INTO contract_features (contract_id, name, type, is_nullable, description, source_digest,
                entity_keys, dataset_version_id)
            VALUES (\(contract.id), \(feature.name), \(feature.type), \(feature.isNullable),
                \(feature.description), \(feature.sourceDigest), \(feature.entityKeys), \(sources.id(of: feature)))
            """
        }
        _ = try await connection.pipeline([heading] + features)
    }

    /// How many model versions stand on a contract of the set that promises something else.
    private static func countFlagged(
        by contract: FeatureContract,
        in set: FeatureSetID,
        on connection: PostgresConnection
    ) async throws -> Int {
        let row = try await connection.queryOne(
            """
            SELECT count(*) AS flagged FROM version_contracts u JOIN feature_contracts c ON c.id = u.contract_id
            JOIN model_versions mv ON mv.id = u.model_version_id AND mv.deleted_at IS NULL
            JOIN models m ON m.id = mv.model_id AND m.deleted_at IS NULL
            WHERE c.feature_set_id = \(set) AND u.ended_at IS NULL AND c.digest <> \(contract.digest)
            """
        )
        return try row?.decode("flagged") ?? 0
    }
}

extension FeatureContract {
    fileprivate func auditDetails(flagging flagged: Int) -> [String: JSONValue] {
        ["feature_count": .string(String(features.count)), "flagged_versions": .string(String(flagged))]
    }
}
