import Access
import Catalog
import PostgresClient

/// Writes down the steps of versions' lives.
enum LifecycleStatements {
    /// `origin` nil: the version was made.
    static func note(
        _ version: ModelVersionID,
        from origin: Lifecycle?,
        to target: Lifecycle,
        _ effect: Effect
    ) -> SQL {
        """
        INSERT INTO lifecycle_changes (version_id, effect_id, from_lifecycle, to_lifecycle, reason, changed_at,
            changed_by)
        VALUES (\(version), \(effect.id), \(optional: origin), \(target), \(optional: effect.request.reason),
            \(effect.grantedAt), \(effect.actor.principalID))
        """
    }
}
