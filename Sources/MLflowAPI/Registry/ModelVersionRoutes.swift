import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Workflows

/// `model-versions/…`
struct ModelVersionRoutes: Sendable {
    static let searchSizeDefault = 100
    static let searchSizeMax = 200_000
    /// The most versions of one answer; those who ask for more get a token with them.
    static let pageSizeMax = 10_000

    let registry: RegistryServices

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "model-versions/create", use: create)
        routes.on(.get, "model-versions/get", use: get)
        routes.on(.patch, "model-versions/update", use: update)
        routes.on(.delete, "model-versions/delete", use: delete)
        routes.on(.get, "model-versions/search", use: search)
        routes.on(.get, "model-versions/get-download-uri", use: downloadURI)
        routes.on(.post, "model-versions/transition-stage", use: transition)
        routes.on(.post, "model-versions/set-tag", use: setTag)
        routes.on(.delete, "model-versions/delete-tag", use: deleteTag)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let asked = RegisterVersion.Request(
            source: try call.fields.text("source"),
            runID: try call.fields.filledText("run_id"),
            loggedModelID: try call.fields.filledText("model_id"),
            runLink: try call.fields.filledText("run_link"),
            description: try call.fields.optionalText("description") ?? "",
            tags: try call.fields.tags()
        )
        let made: Recorded<RegisteredVersion>
        do {
            made = try await registry.registerVersion(of: name, asked, by: call.actor, call.auditContext())
        } catch StoreFault.notFound(let what) where what.hasPrefix("Model ") {
            throw MLflowFault.missingModel(name)
        }
        return Self.answer(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        let version = try await version(call)
        var answer = MLflowObject()
        answer.add("model_version", version.wire)
        return answer.response()
    }

    private func update(_ call: MLflowCall) async throws -> Response {
        let description = try call.fields.optionalText("description") ?? ""
        let made = try await change(call) { name, number in
            try await registry.versions.describe(
                number,
                of: name,
                description,
                expecting: nil,
                by: call.actor,
                call.auditContext()
            )
        }
        return Self.answer(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let made = try await change(call) { name, number in
            try await registry.versions.delete(
                number,
                of: name,
                expecting: nil,
                by: call.actor,
                call.auditContext()
            )
        }
        return MLflowObject().recorded(made)
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let asked = try call.fields.count(default: Self.searchSizeDefault, in: 1...Self.searchSizeMax)
        let size = min(asked, Self.pageSizeMax)
        let query = try RegistryQuery(.modelVersions, "model-versions", call.fields, size: size)
        let page = try await registry.read.versions(query.search, by: call.actor)
        var answer = MLflowObject()
        answer.add("model_versions", each: page.items) { $0.write(to: &$1) }
        answer.add("next_page_token", query.token(of: page.next))
        return answer.response()
    }

    private func downloadURI(_ call: MLflowCall) async throws -> Response {
        let version = try await version(call).version
        guard version.state == .sealed || version.origin != nil else {
            throw MLflowFault.invalid(
                "Model Version (name=\(version.modelName), version=\(version.number)) is a draft whose files may still"
                    + " change. Seal it before downloading it."
            )
        }
        // What the digest of the manifest covers, whatever became of the place that it was registered from.
        let sealed =
            version.state == .sealed ? "mlflow-artifacts:/\(ArtifactRoot(version: version.id).path)" : nil
        var answer = MLflowObject()
        answer.add("artifact_uri", sealed ?? version.origin?.storageLocation)
        return answer.response()
    }

    private func transition(_ call: MLflowCall) async throws -> Response {
        let stage = try RegistryStage.read(try call.fields.text("stage"))
        let archives = try call.fields.optionalFlag("archive_existing_versions") ?? false
        guard stage.isActive || !archives else {
            throw MLflowFault.invalid(
                "Model version transition cannot archive existing model versions because '\(stage.rawValue)' is not"
                    + " an Active stage. Valid stages are Staging, Production."
            )
        }
        let made = try await change(call) { name, number in
            try await registry.move(
                number,
                of: name,
                to: .stage(stage),
                archivesOthers: archives,
                expecting: nil,
                by: call.actor,
                call.auditContext()
            )
        }
        return Self.answer(made)
    }

    private func setTag(_ call: MLflowCall) async throws -> Response {
        let tag = try call.fields.tag()
        let made = try await change(call) { name, number in
            try await registry.versions.set(
                tag,
                ofVersion: number,
                of: name,
                by: call.actor,
                call.auditContext()
            )
        }
        return MLflowObject().recorded(made)
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        let key = try call.fields.tagKey()
        let made = try await change(call) { name, number in
            try await registry.versions.removeTag(
                key,
                ofVersion: number,
                of: name,
                by: call.actor,
                call.auditContext()
            )
        }
        return MLflowObject().recorded(made)
    }

    private func version(_ call: MLflowCall) async throws -> RegisteredVersion {
        let name = try call.fields.modelName()
        let number = try call.fields.storedVersionNumber(of: name)
        guard let version = try await registry.read.version(number, of: name, by: call.actor) else {
            throw MLflowFault.missingVersion(number, of: name)
        }
        return version
    }

    /// What is not there is said in MLflow's words.
    private func change<Value: Sendable>(
        _ call: MLflowCall,
        _ change: (ResourceName, Int) async throws -> Recorded<Value>
    ) async throws -> Recorded<Value> {
        let name = try call.fields.modelName()
        let number = try call.fields.storedVersionNumber(of: name)
        do {
            return try await change(name, number)
        } catch StoreFault.notFound {
            throw MLflowFault.missingVersion(number, of: name)
        }
    }

    private static func answer(_ made: Recorded<RegisteredVersion>) -> Response {
        var answer = MLflowObject()
        answer.add("model_version", made.value.wire)
        return answer.recorded(made)
    }
}
