extension DocumentPiece {
    /// Every file of `pieces/`, in the order in which the document lists their tags.
    private static let files = [
        PackageResources.base_json,
        PackageResources.models_json,
        PackageResources.registry_json,
        PackageResources.tracking_json,
        PackageResources.datasets_json,
        PackageResources.features_json,
        PackageResources.deployments_json,
        PackageResources.lineage_json,
        PackageResources.governance_json,
        PackageResources.evaluations_json,
        PackageResources.inventory_json,
        PackageResources.archives_json,
        PackageResources.artifacts_json,
        PackageResources.access_json,
        PackageResources.webhooks_json,
        PackageResources.audit_json,
        PackageResources.sources_json,
        PackageResources.ask_json,
        PackageResources.compatible_json,
        PackageResources.status_json,
    ]

    static func all() throws(DocumentFault) -> [DocumentPiece] {
        var pieces: [DocumentPiece] = []
        for file in files { pieces.append(try DocumentPiece(parsing: file)) }
        return pieces
    }
}
