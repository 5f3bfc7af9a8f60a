import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// Addresses that work without credentials for a while: downloads in ranges, uploads in one piece.
struct PresignedRoutes: Sendable {
    private static let proxy = "/api/2.0/mlflow-artifacts/artifacts"

    let services: ArtifactServices
    let now: @Sendable () -> Instant

    func add(to group: MLflowRouteGroup) {
        group.on(.get, anywhere: "2.0/mlflow-artifacts/presigned/**") { call in
            try await download(call.context.mlflowLocation(), SignedAddresses.secondsDefault, "url", call)
        }
        group.on(.post, "artifacts/presigned-download-url") { call in
            let root = try await services.find.root(
                of: .run,
                ownerID: call.fields.text("run_id"),
                by: call.actor
            )
            let location = try ArtifactLocation(root: root, unsafePath: call.fields.text("path"))
            return try await download(location, Self.seconds(call), "presigned_url", call)
        }
        group.on(.post, "artifacts/presigned-upload-url", use: upload)
    }

    private func download(
        _ location: ArtifactLocation,
        _ seconds: Int64,
        _ field: MLflowObject.MemberName,
        _ call: MLflowCall
    ) async throws -> Response {
        let artifact = try await services.find.artifact(toldAsMLflow: location, by: call.actor)
        var answer = MLflowObject()
        answer.add(field, try address(.get, artifact.location, seconds, call))
        answer.add("headers", MLflowObject())
        answer.add("file_size", artifact.sizeBytes)
        return answer.response()
    }

    /// The permission is looked at now, and again when the address is used. That it was given out is on record.
    private func upload(_ call: MLflowCall) async throws -> Response {
        let (run, model) = (try call.fields.filledText("run_id"), try call.fields.filledText("model_id"))
        guard let owner = run ?? model, run == nil || model == nil else {
            throw MLflowFault.invalid("Exactly one of run_id and model_id must be provided.")
        }
        let root = try await services.find.root(
            of: run == nil ? .loggedModel : .run,
            ownerID: owner,
            by: call.actor
        )
        let location = try ArtifactLocation(root: root, unsafePath: call.fields.text("path"))
        let seconds = try Self.seconds(call)
        let made = try await services.store.grantAddress(
            at: location,
            until: now().advanced(bySeconds: Double(seconds)),
            by: call.actor,
            call.auditContext()
        )
        var answer = MLflowObject()
        answer.add("presigned_url", try address(.put, location, seconds, call))
        answer.add("headers", MLflowObject())
        return answer.recorded(made)
    }

    private func address(
        _ method: HTTPRequest.Method,
        _ location: ArtifactLocation,
        _ seconds: Int64,
        _ call: MLflowCall
    ) throws -> String {
        try SignedAddresses(services).address(
            method,
            "\(Self.proxy)/\(location.mlflowPath)",
            for: call.actor.principalID,
            until: now().advanced(bySeconds: Double(seconds)),
            beside: call.request
        )
    }

    private static func seconds(_ call: MLflowCall) throws -> Int64 {
        guard let seconds = try call.fields.optionalInteger("expiration") else {
            return SignedAddresses.secondsDefault
        }
        guard (1...SignedAddresses.secondsMax).contains(seconds) else {
            throw MLflowFault.invalid(
                "expiration must be between 1 and \(SignedAddresses.secondsMax) seconds (got \(seconds))."
            )
        }
        return seconds
    }
}
