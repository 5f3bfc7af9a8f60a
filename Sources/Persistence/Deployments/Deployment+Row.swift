import Catalog
import Identifiers
import PostgresClient

extension EnvironmentClass: PostgresEncodable, PostgresDecodable {}
extension Deployment.Status: PostgresEncodable, PostgresDecodable {}

extension Deployment {
    /// All that a deployment is read from; a `WHERE` on `x` and `m` follows. Deleted models stay: what runs is shown.
    static let selection: SQL = """
        SELECT x.id, m.name AS model_name, m.owner_team_id, g.name AS owner_team_name, mv.number AS version,
            x.version_digest, x.version_lifecycle, x.environment,
            e.class AS environment_class, x.endpoint_url, x.cluster, x.namespace, x.description, x.deployed_at,
            x.deployed_by, x.recorded_at, x.status, x.ended_at, x.ended_by, x.end_reason, x.replaced_by,
            ARRAY(SELECT r.id FROM deployments r WHERE r.replaced_by = x.id ORDER BY r.id) AS replaced
        FROM deployments x JOIN models m ON m.id = x.model_id JOIN groups g ON g.id = m.owner_team_id
        JOIN model_versions mv ON mv.id = x.model_version_id
        JOIN deployment_environments e ON e.name = x.environment
        """

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            modelName: try row.decode("model_name"),
            ownerTeamID: try row.decode("owner_team_id"),
            ownerTeamName: try row.decode("owner_team_name"),
            version: try row.decode("version"),
            versionDigest: try row.decode("version_digest"),
            versionLifecycle: try row.decode("version_lifecycle"),
            environment: try row.decode("environment"),
            environmentClass: try row.decode("environment_class"),
            target: DeploymentTarget(
                endpoint: try row.decode("endpoint_url"),
                cluster: try row.decode("cluster"),
                namespace: try row.decode("namespace")
            ),
            description: try row.decode("description"),
            deployedAt: try row.decode("deployed_at"),
            deployedBy: try row.decode("deployed_by"),
            recordedAt: try row.decode("recorded_at"),
            status: try row.decode("status"),
            ending: try DeploymentEnding(row),
            replaced: try row.decode("replaced")
        )
    }

    var subject: ChangedSubject {
        ChangedSubject(
            id: id.description,
            name: modelName.text,
            version: String(version),
            digest: versionDigest
        )
    }

    var auditDetails: [String: JSONValue] {
        var details: [String: JSONValue] = [
            "environment": .string(environment.text), "class": .string(environmentClass.rawValue),
            "lifecycle": .string(versionLifecycle.rawValue), "status": .string(status.rawValue),
        ]
        if !replaced.isEmpty { details["replaced"] = .string(String(replaced.count)) }
        return details
    }
}

extension DeploymentEnding {
    /// Nil while the deployment is active.
    fileprivate init?(_ row: PostgresRow) throws {
        guard let endedAt = try row.decode("ended_at", as: Instant?.self) else { return nil }
        self.init(
            endedAt: endedAt,
            endedBy: try row.decode("ended_by"),
            reason: try row.decode("end_reason", as: String?.self) ?? "",
            replacedBy: try row.decode("replaced_by")
        )
    }
}
