import Access
package import Catalog
import Identifiers

/// Lets the files of dataset versions go whose retention has ended, where the rule says so and no legal hold keeps them.
///
/// Names, digests, rows, lineage and audit entries stay; the contents are collected once nothing else names them.
package struct EnforceDatasetRetention: Sendable {
    /// Versions of one round at most; the next round takes the others.
    package static let versionsMax = 1_000

    private let datasets: any DatasetRetentionStore
    private let gate: Gate

    package init(datasets: any DatasetRetentionStore, gate: Gate) {
        self.datasets = datasets
        self.gate = gate
    }

    /// One round. May run beside other rounds; gives back what this one let go.
    package func callAsFunction() async throws -> [DatasetPurge] {
        var purges: [DatasetPurge] = []
        for due in try await datasets.dueDatasetVersions(at: gate.now, limit: Self.versionsMax) {
            let grant = try gate.grant(
                Self.rule(of: due.ownerTeamID),
                .datasetsUpdate,
                on: Resource(.dataset, name: due.datasetName.text, teamID: due.ownerTeamID),
                RequestContext(requestID: "retention", reason: "The retention of the data has ended.")
            )
            do {
                purges.append(try await datasets.purge(due, under: grant).value)
            } catch StoreFault.conflict {
                // A hold came, the rule was changed, or another round was faster.
                continue
            }
        }
        return purges
    }

    /// The owning team gave the order when it wrote the rule.
    private static func rule(of team: GroupID) -> Actor {
        Actor(
            principalID: PrincipalID(at: Instant(microseconds: 0), random: UInt64(0), 0),
            kind: .service,
            displayName: "rule of retention",
            email: nil,
            roles: [.mlEngineer],
            groupIDs: [team],
            credential: .operatingSystem
        )
    }
}
