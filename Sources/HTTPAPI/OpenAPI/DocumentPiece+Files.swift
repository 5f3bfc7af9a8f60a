extension DocumentPiece {
    /// Every file of `pieces/`, in the order in which the document lists their tags.
    static func all() throws(DocumentFault) -> [DocumentPiece] {
        let files = [
            PackageResources.base_json, PackageResources.models_json, PackageResources.datasets_json,
            PackageResources.lineage_json, PackageResources.access_json, PackageResources.audit_json,
            PackageResources.sources_json, PackageResources.ask_json, PackageResources.status_json,
        ]
        var pieces: [DocumentPiece] = []
        for file in files { pieces.append(try DocumentPiece(parsing: file)) }
        return pieces
    }
}
