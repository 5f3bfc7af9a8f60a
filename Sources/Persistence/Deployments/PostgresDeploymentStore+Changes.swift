package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresDeploymentStore {
    package func createDeployment(
        _ draft: DeploymentDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Deployment> {
        let id = DeploymentID.new(at: grant.grantedAt)
        let now = grant.grantedAt
        let deployer = grant.actor.principalID
        return try await ledger.record("This deployment", under: grant) { connection in
            let version = try await DeployedVersion(lockingFor: draft, on: connection)
            let settled = try await Self.settleEnvironment(draft, by: deployer, at: now, on: connection)
            try version.admit(to: draft.environment, settled)
            _ = try await connection.pipeline([
                Self.insertion(of: draft, id, version, by: deployer, at: now),
                Self.replacement(by: draft, id, version, endedBy: deployer, at: now),
            ])
            let made = try await Self.read(id, on: connection)
            return try Change(made, made.subject, details: made.auditDetails)
        }
    }

    package func endDeployment(
        _ id: DeploymentID,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<Deployment> {
        let now = grant.grantedAt
        let ender = grant.actor.principalID
        return try await ledger.record("Deployment \(id)", under: grant) { connection in
            _ = try await connection.query("SELECT FROM deployments WHERE id = \(id) FOR NO KEY UPDATE")
            let before = try await Self.read(id, on: connection)
            if let ending = before.ending {
                throw StoreFault.conflict(
                    detail: "Deployment \(id) ended already, at \(ending.endedAt.rfc3339)."
                )
            }
            _ = try await connection.execute(
                """
                UPDATE deployments SET status = 'ended', ended_at = \(now), ended_by = \(ender),
                    end_reason = \(reason)
                WHERE id = \(id)
                """
            )
            let after = try await Self.read(id, on: connection)
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    private static func read(_ id: DeploymentID, on connection: PostgresConnection) async throws -> Deployment
    {
        let row = try await connection.queryOne("\(Deployment.selection) WHERE x.id = \(id)")
        guard let row else { throw StoreFault.notFound(what: "Deployment \(id)") }
        return try Deployment(row)
    }

    /// Finds or makes the environment; whoever comes second to a new name waits for the first.
    private static func settleEnvironment(
        _ draft: DeploymentDraft,
        by principal: PrincipalID,
        at now: Instant,
        on connection: PostgresConnection
    ) async throws -> EnvironmentClass {
        let asked = draft.environmentClass ?? .production
        let answers = try await connection.pipeline([
            """
            INSERT INTO deployment_environments (name, class, created_at, created_by)
            VALUES (\(draft.environment), \(asked), \(now), \(principal)) ON CONFLICT DO NOTHING
            """,
            "SELECT class FROM deployment_environments WHERE name = \(draft.environment)",
        ])
        let recorded = try answers.last?.first?.decode("class", as: EnvironmentClass.self)
        do throws(EnvironmentMismatch) {
            return try DeploymentEnvironment.settle(
                draft.environment,
                recorded: recorded,
                claimed: draft.environmentClass
            )
        } catch {
            throw StoreFault.invalid(field: "environment_class", detail: error.detail)
        }
    }

    private static func insertion(
        of draft: DeploymentDraft,
        _ id: DeploymentID,
        _ version: DeployedVersion,
        by deployer: PrincipalID,
        at now: Instant
    ) -> SQL {
        """
        INSERT INTO deployments (id, model_id, model_version_id, version_digest, version_lifecycle, environment,
            endpoint_url, cluster, namespace, description, deployed_at, deployed_by, recorded_at)
        VALUES (\(id), \(version.modelID), \(version.id), \(version.digest), \(version.lifecycle),
            \(draft.environment), \(draft.target.endpoint), \(draft.target.cluster), \(draft.target.namespace),
            \(draft.description), \(draft.deployedAt), \(deployer), \(now))
        """
    }

    /// Ends what the same model ran at the same target of the same environment, unless both are to go on.
    private static func replacement(
        by draft: DeploymentDraft,
        _ id: DeploymentID,
        _ version: DeployedVersion,
        endedBy principal: PrincipalID,
        at now: Instant
    ) -> SQL {
        """
        UPDATE deployments SET status = 'ended', ended_at = \(now), ended_by = \(principal),
            end_reason = 'replaced', replaced_by = \(id)
        WHERE NOT \(draft.isAlongside) AND model_id = \(version.modelID) AND environment = \(draft.environment)
            AND endpoint_url IS NOT DISTINCT FROM \(draft.target.endpoint)
            AND cluster IS NOT DISTINCT FROM \(draft.target.cluster)
            AND namespace IS NOT DISTINCT FROM \(draft.target.namespace)
            AND status = 'active' AND id <> \(id)
        """
    }
}
