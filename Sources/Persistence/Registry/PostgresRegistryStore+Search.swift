package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func searchModels(_ search: RegistrySearch) async throws -> RegistryPage<RegisteredModel> {
        let plan = try RegistrySearchPlan(models: search)
        var models = try await queries.rows(plan.statement).map(RegisteredModel.init)
        let next = plan.next(after: models) { $0.model.searchKeys }
        models = Array(models.prefix(search.size))
        guard !models.isEmpty else { return RegistryPage(items: [], next: nil) }
        let latest = try await queries.rows(
            RegisteredModel.newestVersions(where: "m.id = ANY (\(models.map(\.model.id)))")
        )
        let byModel = Dictionary(grouping: try latest.map(RegisteredVersion.init), by: \.version.modelID)
        for index in models.indices { models[index].take(latest: byModel[models[index].model.id] ?? []) }
        return RegistryPage(items: models, next: next)
    }

    package func searchVersions(_ search: RegistrySearch) async throws -> RegistryPage<RegisteredVersion> {
        let plan = try RegistrySearchPlan(versions: search)
        let versions = try await queries.rows(plan.statement).map(RegisteredVersion.init)
        let next = plan.next(after: versions) { $0.version.searchKeys }
        return RegistryPage(items: Array(versions.prefix(search.size)), next: next)
    }
}

extension Model {
    fileprivate var searchKeys: [String: SearchPageToken.Key] {
        [
            "name": .text(name.text), "creation_timestamp": .integer(createdAt.microseconds),
            "last_updated_timestamp": .integer(updatedAt.microseconds),
        ]
    }
}

extension ModelVersion {
    fileprivate var searchKeys: [String: SearchPageToken.Key] {
        [
            "name": .text(modelName.text), "version_number": .integer(Int64(number)),
            "creation_timestamp": .integer(createdAt.microseconds),
            "last_updated_timestamp": .integer(updatedAt.microseconds),
        ]
    }
}
