import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// What MLflow's clients ask before they log in: `server-info` and `health`.
struct ServerInfoRoutes: Sendable {
    let capabilities: MLflowCapabilities

    func add(to router: Router<APIContext>) {
        let info = serverInfo
        for prefix in ["api", "ajax-api"] {
            router.get(RouterPath("\(prefix)/3.0/mlflow/server-info")) { _, _ in info.response() }
        }
        router.get("health") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: "OK"))
            )
        }
    }

    private var serverInfo: MLflowObject {
        var features = MLflowObject()
        features.add("gateway", false)
        var info = MLflowObject()
        info.add("store_type", "SqlStore")
        info.add("workspaces_enabled", false)
        info.add("trace_archival_enabled", false)
        info.add("multipart_uploads_enabled", capabilities.takesPartUploads)
        info.add("multipart_downloads_enabled", capabilities.givesPartDownloads)
        info.add("artifact_serving_enabled", true)
        info.add("presigned_upload_run_id_supported", capabilities.presignsArtifacts)
        info.add("presigned_upload_model_id_supported", capabilities.presignsArtifacts)
        info.add("model_artifact_presigned_downloads_supported", capabilities.presignsArtifacts)
        info.add("features_enabled", features)
        info.add("artifacts_presigned_only", false)
        return info
    }
}
