package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func searchModels(_ search: RegistrySearch) async throws -> RegistryPage<ListedModel> {
        let plan = try RegistrySearchPlan(models: search)
        let models = try ListedModel.read(try await queries.rows(plan.statement))
        let next = plan.next(after: models) { $0.searchKeys }
        return RegistryPage(items: Array(models.prefix(search.size)), next: next)
    }

    package func searchVersions(_ search: RegistrySearch) async throws -> RegistryPage<RegisteredVersion> {
        let plan = try RegistrySearchPlan(versions: search)
        let versions = try await queries.rows(plan.statement).map(RegisteredVersion.init)
        let next = plan.next(after: versions) { $0.version.searchKeys }
        return RegistryPage(items: Array(versions.prefix(search.size)), next: next)
    }
}

extension ListedModel {
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
