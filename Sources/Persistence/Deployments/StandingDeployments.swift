import Access
import Catalog
import Identifiers
import PostgresClient

/// Keeps what runs somewhere from being taken out of use unnoticed.
enum StandingDeployments {
    /// Deployments that a refusal names at most.
    private static let namedMax = 5

    /// Throws, naming them, when deployments of these versions have not ended. `condition` is on `x`, deployments.
    ///
    /// The model's row must be held, so that none comes meanwhile.
    static func refuse(where condition: SQL, on connection: PostgresConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT x.id, x.environment, m.name, v.number, count(*) OVER () AS total
            FROM deployments x JOIN model_versions v ON v.id = x.model_version_id JOIN models m ON m.id = v.model_id
            WHERE x.status = 'active' AND \(condition) ORDER BY x.id LIMIT \(namedMax)
            """
        )
        guard let first = rows.first else { return }
        let named = try rows.map { row in
            let number = try row.decode("number", as: Int.self)
            let environment = try row.decode("environment", as: String.self)
            return
                "version \(number) in \(environment) (deployment \(try row.decode("id", as: DeploymentID.self)))"
        }
        let more = try first.decode("total", as: Int.self) - named.count
        throw StoreFault.conflict(
            detail: "Of model \"\(try first.decode("name", as: String.self))\" there runs: "
                + named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
                + ". End what runs first."
        )
    }
}
