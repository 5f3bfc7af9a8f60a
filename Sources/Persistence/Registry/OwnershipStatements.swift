import Access
import Catalog
import PostgresClient

/// Writes down who owned a model before and after a change.
enum OwnershipStatements {
    /// Nil when the change leaves the owners as they are.
    static func change(_ changes: ModelChanges, of before: Model, _ effect: Effect) -> SQL? {
        let team = changes.ownerTeamID ?? before.ownerTeamID
        let person = changes.accountableID ?? before.accountableID
        guard team != before.ownerTeamID || person != before.accountableID else { return nil }
        return """
            INSERT INTO ownership_changes (model_id, effect_id, from_team_id, to_team_id, from_accountable_id,
                to_accountable_id, reason, changed_at, changed_by)
            VALUES (\(before.id), \(effect.id), \(before.ownerTeamID), \(team), \(before.accountableID), \(person),
                \(optional: effect.request.reason), \(effect.grantedAt), \(effect.actor.principalID))
            """
    }
}
