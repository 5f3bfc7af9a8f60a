import Access
import Catalog
import HTTPAPI
import Hummingbird
import Workflows

/// `artifacts/list` of runs and `artifacts/directories` of logged models; paths are below the root.
struct ArtifactListRoutes: Sendable {
    let find: FindArtifacts

    func add(to group: MLflowRouteGroup) {
        group.on(.get, "artifacts/list") { call in
            let run = try call.fields.filledText("run_id") ?? call.fields.text("run_uuid")
            return try await list(.run, run, try call.fields.filledText("path"), call)
        }
        group.on(.get, "logged-models/{model_id}/artifacts/directories") { call in
            let folder = try call.fields.filledText("artifact_directory_path")
            return try await list(.loggedModel, try call.pathText("model_id"), folder, call)
        }
    }

    private func list(
        _ kind: ArtifactRoot.Kind,
        _ ownerID: String,
        _ path: String?,
        _ call: MLflowCall
    ) async throws -> Response {
        let root = try await find.root(of: kind, ownerID: ownerID, by: call.actor)
        let folder = try ArtifactLocation(root: root, unsafePath: path ?? "")
        let entries = try await find.list(folder, by: call.actor)
        var answer = MLflowObject()
        answer.add("root_uri", "mlflow-artifacts:/\(root.path)")
        answer.add("files", entries.map { $0.message(under: folder.path?.text ?? "") })
        return answer.response()
    }
}
