/// The schema that this binary carries.
package enum SchemaHistory {
    /// Every file of `versions/` in order. A version that has been released is never edited: a mistake is
    /// mended by the next version.
    package static let versions = [
        SchemaVersion(1, "audit", PackageResources.v0001_audit_sql),
        SchemaVersion(2, "access", PackageResources.v0002_access_sql),
        SchemaVersion(3, "catalog", PackageResources.v0003_catalog_sql),
        SchemaVersion(4, "corpus", PackageResources.v0004_corpus_sql),
        SchemaVersion(5, "registry", PackageResources.v0005_registry_sql),
        SchemaVersion(6, "tracking", PackageResources.v0006_tracking_sql),
        SchemaVersion(7, "artifacts", PackageResources.v0007_artifacts_sql),
        SchemaVersion(8, "datasets", PackageResources.v0008_datasets_sql),
        SchemaVersion(9, "integrations", PackageResources.v0009_integrations_sql),
        SchemaVersion(10, "governance", PackageResources.v0010_governance_sql),
        SchemaVersion(11, "evaluations", PackageResources.v0011_evaluations_sql),
        SchemaVersion(12, "usage", PackageResources.v0012_usage_sql),
        SchemaVersion(13, "speed", PackageResources.v0013_speed_sql),
        SchemaVersion(14, "shown", PackageResources.v0014_shown_sql),
        SchemaVersion(15, "usage_outcomes", PackageResources.v0015_usage_outcomes_sql),
    ]
}
