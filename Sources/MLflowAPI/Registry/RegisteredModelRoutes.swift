import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Workflows

/// `registered-models/…`, the aliases apart.
struct RegisteredModelRoutes: Sendable {
    static let searchSizeDefault = 100
    static let searchSizeMax = 1000
    /// What a model of a page usually takes with its latest version and a few tags.
    private static let shownModelBytes = 768

    let registry: RegistryServices

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "registered-models/create", use: create)
        routes.on(.get, "registered-models/get", use: get)
        routes.on(.patch, "registered-models/update", use: update)
        routes.on(.post, "registered-models/rename", use: rename)
        routes.on(.delete, "registered-models/delete", use: delete)
        routes.on(.get, "registered-models/search", use: search)
        routes.on(.get, "registered-models/get-latest-versions", use: latestVersions)
        routes.on(.post, "registered-models/get-latest-versions", use: latestVersions)
        routes.on(.post, "registered-models/set-tag", use: setTag)
        routes.on(.delete, "registered-models/delete-tag", use: deleteTag)
    }

    private func create(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let tags = try call.fields.tags()
        let made: Recorded<Model>
        do {
            made = try await registry.register(
                name,
                description: call.fields.optionalText("description") ?? "",
                tags: tags,
                by: call.actor,
                call.auditContext()
            )
        } catch StoreFault.alreadyExists {
            throw MLflowFault(.resourceAlreadyExists, "Registered Model (name=\(name)) already exists.")
        }
        let shown = ListedModel(
            made.value,
            creatorName: call.actor.email ?? call.actor.displayName,
            tags: RegistryTag.merged(tags)
        )
        var answer = MLflowObject()
        answer.add("registered_model", shown.wire)
        return answer.recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        try await answer(with: call.fields.modelName(), call).response()
    }

    private func update(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let made = try await found(name) {
            try await registry.update(
                name,
                UpdateModel.Request(description: try call.fields.optionalText("description") ?? ""),
                expecting: nil,
                by: call.actor,
                call.auditContext()
            )
        }
        return try await answer(with: name, call).recorded(made)
    }

    private func rename(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let newName = try call.fields.modelName("new_name")
        let made: Recorded<Model>
        do {
            made = try await found(name) {
                try await registry.models.rename(name, to: newName, by: call.actor, call.auditContext())
            }
        } catch StoreFault.alreadyExists {
            throw MLflowFault(.resourceAlreadyExists, "Registered Model (name=\(newName)) already exists.")
        }
        return try await answer(with: newName, call).recorded(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let made = try await found(name) {
            try await registry.models.delete(name, expecting: nil, by: call.actor, call.auditContext())
        }
        return MLflowObject().recorded(made)
    }

    private func search(_ call: MLflowCall) async throws -> Response {
        let size = try call.fields.count(default: Self.searchSizeDefault, in: 1...Self.searchSizeMax)
        let query = try RegistryQuery(.registeredModels, "registered-models", call.fields, size: size)
        let page = try await registry.read.models(query.search, by: call.actor)
        var answer = MLflowObject(bytesExpected: page.items.count * Self.shownModelBytes)
        answer.add("registered_models", each: page.items) { $0.write(to: &$1) }
        answer.add("next_page_token", query.token(of: page.next))
        return answer.response()
    }

    private func latestVersions(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let stages = try call.fields.texts("stages").map { try RegistryStage.read($0) }
        guard let model = try await registry.read.model(name, by: call.actor) else {
            throw MLflowFault.missingModel(name)
        }
        let versions = model.latestVersions.filter { version in
            stages.isEmpty || stages.contains(RegistryStage(of: version.lifecycle))
        }
        var answer = MLflowObject()
        answer.add("model_versions", each: versions) { $0.write(to: &$1, of: name) }
        return answer.response()
    }

    private func setTag(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let tag = try call.fields.tag()
        let made = try await found(name) {
            try await registry.models.set(tag, of: name, by: call.actor, call.auditContext())
        }
        return MLflowObject().recorded(made)
    }

    private func deleteTag(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let key = try call.fields.tagKey()
        let made = try await found(name) {
            try await registry.models.removeTag(key, of: name, by: call.actor, call.auditContext())
        }
        return MLflowObject().recorded(made)
    }

    private func answer(with name: ResourceName, _ call: MLflowCall) async throws -> MLflowObject {
        guard let model = try await registry.read.model(name, by: call.actor) else {
            throw MLflowFault.missingModel(name)
        }
        var answer = MLflowObject()
        answer.add("registered_model", model.wire)
        return answer
    }

    /// What is not there is said in MLflow's words.
    private func found<Value: Sendable>(
        _ name: ResourceName,
        _ change: () async throws -> Recorded<Value>
    ) async throws -> Recorded<Value> {
        do {
            return try await change()
        } catch StoreFault.notFound {
            throw MLflowFault.missingModel(name)
        }
    }
}

extension RegistryStage {
    /// As a client spells it.
    static func read(_ text: String) throws -> RegistryStage {
        guard let stage = RegistryStage(spelled: text) else {
            let known = RegistryStage.allCases.map(\.rawValue).joined(separator: ", ")
            throw MLflowFault.invalid(
                "Invalid Model Version stage: \(text.prefix(100)). Value must be one of \(known)."
            )
        }
        return stage
    }
}
