package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresArtifactStore {
    package func restriction(of root: ArtifactRoot) async throws -> ArtifactRestriction {
        ArtifactRestriction(root: root, try await queries.rows(Self.groups(of: root)))
    }

    package func restrict(
        _ root: ArtifactRoot,
        to groups: [GroupID],
        under grant: borrowing Grant
    ) async throws -> Recorded<ArtifactRestriction> {
        let (now, actor) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record("The restriction", under: grant) { connection in
            let before = ArtifactRestriction(root: root, try await connection.query(Self.groups(of: root)))
            let answers = try await connection.pipeline([
                """
                DELETE FROM artifact_restrictions WHERE owner_kind = \(root.kind) AND owner_id = \(root.ownerID)
                """,
                """
                INSERT INTO artifact_restrictions (owner_kind, owner_id, group_id, set_at, set_by)
                SELECT DISTINCT \(root.kind), \(root.ownerID), id, \(now), \(actor)
                FROM unnest(\(groups)) AS given (id)
                """,
                Self.groups(of: root),
            ])
            let after = ArtifactRestriction(root: root, answers[2])
            let names = after.groupNames.joined(separator: ", ")
            return try Change(
                after,
                ChangedSubject(id: root.ownerID, name: root.path),
                before: before.groupIDs.isEmpty ? nil : before,
                details: ["open_to": .string(after.groupIDs.isEmpty ? "everybody with the right" : names)]
            )
        }
    }

    private static func groups(of root: ArtifactRoot) -> SQL {
        """
        SELECT g.id, g.name FROM artifact_restrictions r JOIN groups g ON g.id = r.group_id
        WHERE r.owner_kind = \(root.kind) AND r.owner_id = \(root.ownerID) ORDER BY g.name
        """
    }
}

extension ArtifactRestriction {
    fileprivate init(root: ArtifactRoot, _ rows: [PostgresRow]) {
        self.init(
            root: root,
            groupIDs: rows.compactMap { try? $0.decode("id", as: GroupID.self) },
            groupNames: rows.compactMap { try? $0.decode("name", as: String.self) }
        )
    }
}
