/// What this server can do beyond the least that every client expects; `GET /api/3.0/mlflow/server-info` says it.
package struct MLflowCapabilities: Hashable, Sendable {
    /// Whether `mlflow-artifacts/mpu/…` takes uploads in parts.
    package var takesPartUploads: Bool
    /// Whether `mlflow-artifacts/presigned/…` gives addresses for downloads in parts.
    package var givesPartDownloads: Bool
    /// Whether presigned addresses are given for the artifacts of runs and of logged models.
    package var presignsArtifacts: Bool

    package init(takesPartUploads: Bool, givesPartDownloads: Bool, presignsArtifacts: Bool) {
        self.takesPartUploads = takesPartUploads
        self.givesPartDownloads = givesPartDownloads
        self.presignsArtifacts = presignsArtifacts
    }
}
