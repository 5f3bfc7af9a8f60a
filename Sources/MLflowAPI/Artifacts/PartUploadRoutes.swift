import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import Workflows

/// `mlflow-artifacts/mpu/…`: uploads in parts to signed addresses, which the client calls without its credentials.
struct PartUploadRoutes: Sendable {
    private static let path = "2.0/mlflow-artifacts/mpu"

    let services: ArtifactServices

    func add(to group: MLflowRouteGroup) {
        for (operation, handle) in [("create", create), ("complete", complete), ("abort", abort)] {
            group.on(.post, anywhere: "\(Self.path)/\(operation)/**", use: handle)
        }
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let location = try Self.location(call)
        let count = try call.fields.count("num_parts", default: 1, in: 1...ArtifactUpload.partsMax)
        let made = try await services.parts.begin(at: location, by: call.actor, call.auditContext())
        let expiry = made.value.createdAt.advanced(bySeconds: Double(SignedAddresses.secondsMax))
        let addresses = SignedAddresses(services)
        let credentials = try (1...count).map { number in
            var credential = MLflowObject()
            let path = "/api/v1/uploads/\(made.value.id)/parts/\(number)"
            credential.add(
                "url",
                try addresses.address(
                    .put,
                    path,
                    for: call.actor.principalID,
                    until: expiry,
                    beside: call.request
                )
            )
            credential.add("part_number", number)
            credential.add("headers", MLflowObject())
            return credential
        }
        var answer = MLflowObject()
        answer.add("upload_id", made.value.id.description)
        answer.add("credentials", credentials)
        return answer.recorded(made)
    }

    private func complete(_ call: MLflowCall) async throws -> Response {
        _ = try Self.location(call)
        let parts = try call.fields.messages("parts").map { part in
            (number: Int(try part.integer("part_number")), digest: try Self.digest(try part.text("etag")))
        }
        let made = try await services.parts.complete(
            try Self.uploadID(call),
            expecting: parts,
            by: call.actor,
            call.auditContext()
        )
        return MLflowObject().recorded(made)
    }

    private func abort(_ call: MLflowCall) async throws -> Response {
        _ = try Self.location(call)
        return MLflowObject().recorded(
            try await services.parts.abort(try Self.uploadID(call), by: call.actor, call.auditContext())
        )
    }

    /// The folder stands in the address; of the `path` field, a name on the client's machine, only the last part counts.
    private static func location(_ call: MLflowCall) throws -> ArtifactLocation {
        let name =
            try call.fields.text("path")
            .split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let folder = call.context.parameters.getCatchAll().joined(separator: "/")
        return try ArtifactLocation(mlflowPath: "\(folder)/\(name)")
    }

    private static func uploadID(_ call: MLflowCall) throws -> ArtifactUploadID {
        let text = try call.fields.text("upload_id")
        guard let id = ArtifactUploadID(text) else {
            throw MLflowFault.notFound("Upload '\(text)' not found")
        }
        return id
    }

    private static func digest(_ tag: String) throws -> Digest {
        guard let digest = Digest(hex: tag.filter { $0 != "\"" }) else {
            throw MLflowFault.invalid(
                "parts",
                mustBe: "given with the ETags that the part uploads answered with"
            )
        }
        return digest
    }
}
