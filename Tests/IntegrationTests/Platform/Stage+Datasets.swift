import Identifiers
import Testing

/// A described dataset version, a feature set with a contract, and deployments in development.
extension Stage {
    static let featureSet = "spending"
    /// The version of the dataset that has a schema.
    static let describedVersion = 2

    static let columns: JSONValue = [
        ["name": "id", "type": "long", "nullable": false], ["name": "amount", "type": "decimal(10,2)"],
    ]
    static let check: JSONValue = [
        "name": "amount is there", "kind": "completeness", "expectation": ["minimum": 0.9], "observed": 0.99,
    ]

    static func feature(_ name: String, code: String = "ab") -> JSONValue {
        [
            "name": .string(name), "type": "double", "nullable": false, "entity_keys": ["customer_id"],
            "source_digest": .string("sha256:" + String(repeating: code, count: 32)),
            "dataset": .string(dataset),
        ]
    }

    static func deployment(_ cluster: String, to environment: String = "development") -> JSONValue {
        [
            "model": .string(model), "version": .integer(Int64(sealedVersion)),
            "environment": .string(environment), "cluster": .string(cluster),
        ]
    }

    func addData() async throws {
        let described: JSONValue = [
            "digest": .string("sha256:" + String(repeating: "cd", count: 32)), "schema": Self.columns,
            "row_count": 10, "source_uri": "s3://claims/2026",
        ]
        try await expect(.post("/api/v1/datasets/\(Self.dataset)/versions", described), by: .engineer)
        try await expect(
            .post(
                "/api/v1/feature-sets",
                ["name": .string(Self.featureSet), "owner_team": .string(Cast.team)]
            ),
            by: .engineer
        )
        try await expect(
            .post(
                "/api/v1/feature-sets/\(Self.featureSet)/contracts",
                ["features": [Self.feature("spend")]]
            ),
            by: .engineer
        )
        try await expect(
            .put(
                "/api/v1/models/\(Self.model)/versions/\(Self.sealedVersion)/feature-contract",
                ["feature_set": .string(Self.featureSet), "contract": 1]
            ),
            by: .engineer
        )
    }

    /// A new deployment's id.
    func deploy(to environment: String = "development") async throws -> String {
        let call = Call.post("/api/v1/deployments", Self.deployment(fresh("cluster"), to: environment))
        return try #require(try await expect(call, by: .engineer).json["id"]?.string)
    }
}
