import Access
import Catalog
import PostgresClient

/// Writes down where aliases went.
enum AliasStatements {
    static func note(
        _ alias: String,
        of model: ModelID,
        from origin: ModelVersionID?,
        to target: ModelVersionID?,
        _ effect: Effect
    ) -> SQL {
        """
        INSERT INTO alias_changes (model_id, effect_id, alias, from_version_id, to_version_id, reason, changed_at,
            changed_by)
        VALUES (\(model), \(effect.id), \(alias), \(optional: origin), \(optional: target),
            \(optional: effect.request.reason), \(effect.grantedAt), \(effect.actor.principalID))
        """
    }

    /// Takes all aliases away that fulfil the condition on `a`, and notes it.
    static func removeAll(where condition: SQL, _ effect: Effect) -> SQL {
        """
        WITH gone AS (DELETE FROM model_aliases a WHERE \(condition) RETURNING a.model_id, a.alias, a.version_id)
        INSERT INTO alias_changes (model_id, effect_id, alias, from_version_id, reason, changed_at, changed_by)
        SELECT model_id, \(effect.id), alias, version_id, \(optional: effect.request.reason),
            \(effect.grantedAt), \(effect.actor.principalID)
        FROM gone
        """
    }
}
