import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Workflows

/// `registered-models/alias`
struct RegistryAliasRoutes: Sendable {
    let registry: RegistryServices

    func add(to routes: MLflowRouteGroup) {
        routes.on(.post, "registered-models/alias", use: set)
        routes.on(.delete, "registered-models/alias", use: delete)
        routes.on(.get, "registered-models/alias", use: get)
    }

    private func set(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let alias = try call.fields.aliasName()
        let number = try call.fields.storedVersionNumber(of: name)
        let made: Recorded<AliasMove>
        do {
            made = try await registry.aliases.move(
                alias,
                of: name,
                to: number,
                by: call.actor,
                call.auditContext()
            )
        } catch StoreFault.notFound {
            throw MLflowFault.missingVersion(number, of: name)
        }
        return MLflowObject().recorded(made)
    }

    private func delete(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let alias = try call.fields.aliasName()
        let made: Recorded<AliasMove>
        do {
            made = try await registry.aliases.move(
                alias,
                of: name,
                to: nil,
                by: call.actor,
                call.auditContext()
            )
        } catch StoreFault.notFound {
            throw MLflowFault.missingModel(name)
        }
        return MLflowObject().recorded(made)
    }

    private func get(_ call: MLflowCall) async throws -> Response {
        let name = try call.fields.modelName()
        let found: ListedVersion
        if try call.fields.text("alias").lowercased() == "latest" {
            found = try await newest(of: name, call)
        } else {
            found = try await version(aliased: call.fields.aliasName(), of: name, call).listed
        }
        var answer = MLflowObject()
        answer.add("model_version", found.wire(of: name))
        return answer.response()
    }

    private func version(aliased alias: AliasName, of name: ResourceName, _ call: MLflowCall) async throws
        -> RegisteredVersion
    {
        if let found = try await registry.read.version(aliased: alias, of: name, by: call.actor) {
            return found
        }
        guard try await registry.read.model(name, by: call.actor) != nil else {
            throw MLflowFault.missingModel(name)
        }
        throw MLflowFault.invalid("Registered model alias \(alias) not found.")
    }

    /// The word that no alias may have stands for the newest version.
    private func newest(of name: ResourceName, _ call: MLflowCall) async throws -> ListedVersion {
        guard let model = try await registry.read.model(name, by: call.actor) else {
            throw MLflowFault.missingModel(name)
        }
        guard let newest = model.latestVersions.max(by: { $0.number < $1.number }) else {
            throw MLflowFault.notFound("Latest version not found for model \(name).")
        }
        return newest
    }
}
