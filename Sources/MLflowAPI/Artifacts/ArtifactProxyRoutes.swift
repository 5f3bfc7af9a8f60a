import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `mlflow-artifacts/artifacts/…`: files streamed in and out, folders listed, as MLflow's client of `mlflow-artifacts:` asks.
struct ArtifactProxyRoutes: Sendable {
    private static let path = "2.0/mlflow-artifacts/artifacts"

    let services: ArtifactServices

    func add(to group: MLflowRouteGroup) {
        group.streaming(.put, anywhere: "\(Self.path)/**", use: put)
        group.streaming(.get, anywhere: "\(Self.path)/**", use: get)
        group.streaming(.head, anywhere: "\(Self.path)/**", use: get)
        group.on(.delete, anywhere: "\(Self.path)/**", use: delete)
        group.on(.get, anywhere: Self.path, use: list)
    }

    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try request.announcedDigest()
        let made = try await services.store.put(
            at: context.mlflowLocation(),
            body: BodyPieces(body: request.body),
            announcedDigest: digest,
            announcedBytes: request.announcedBytes,
            by: context.requireActor(),
            request.context(context, announcing: digest)
        )
        var response = MLflowObject().recorded(made)
        response.headers[.eTag] = "\"\(made.value.digest.hex)\""
        return response
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let location = try context.mlflowLocation()
        let artifact = try await services.find.artifact(toldAsMLflow: location, by: context.requireActor())
        let download = ArtifactDownload(find: services.find) { detail in
            MLflowFault.invalid(detail).response()
        }
        return try await download.response(to: request, for: artifact)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let removed = try await services.store.remove(
            call.context.mlflowLocation(),
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(removed)
    }

    /// What is not there is an empty folder, as with MLflow.
    private func list(_ call: MLflowCall) async throws -> Response {
        let path = try call.fields.optionalText("path") ?? ""
        let folder: ArtifactLocation
        do throws(ArtifactPathFault) {
            folder = try ArtifactLocation(mlflowPath: path)
        } catch {
            guard error == .noRoot else { throw error }
            try await services.find.checkReading(by: call.actor)
            return MLflowObject().response()
        }
        var answer = MLflowObject()
        answer.add(
            "files",
            try await services.find.list(folder, by: call.actor).map { $0.message(under: "") }
        )
        return answer.response()
    }
}

extension APIContext {
    /// The rest of the address after the route's fixed part.
    func mlflowLocation() throws -> ArtifactLocation {
        try ArtifactLocation(mlflowPath: parameters.getCatchAll().joined(separator: "/"))
    }
}

extension FindArtifacts {
    /// A file that is not there is told in MLflow's words.
    func artifact(toldAsMLflow location: ArtifactLocation, by actor: Actor) async throws -> Artifact {
        do {
            return try await file(at: location, by: actor)
        } catch StoreFault.notFound {
            throw MLflowFault.notFound("No such artifact: '\(location.mlflowPath)'")
        }
    }
}

extension ArtifactEntry {
    /// - Parameter folder: What the client names the folder by; empty where it adds the folder itself.
    func message(under folder: String) -> MLflowObject {
        var message = MLflowObject()
        message.add("path", folder.isEmpty ? name : "\(folder)/\(name)")
        message.add("is_dir", sizeBytes == nil)
        message.add("file_size", sizeBytes)
        return message
    }
}
