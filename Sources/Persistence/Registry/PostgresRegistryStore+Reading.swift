package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func registeredModel(named name: ResourceName) async throws -> RegisteredModel? {
        let condition = ModelReference.name(name).condition
        let answers = try await queries.pipeline([
            ("\(RegisteredModel.selection) WHERE \(condition)" as SQL).named("registry.model"),
            RegisteredModel.newestVersions(where: condition).named("registry.model.latest"),
        ])
        guard var model = try answers.first?.first.map(RegisteredModel.init) else { return nil }
        model.take(latest: try answers[1].map(RegisteredVersion.init))
        return model
    }

    package func listedModel(named name: ResourceName) async throws -> ListedModel? {
        try ListedModel.read(try await queries.lookUp(Self.listedModelQuery(name).named("registry.listed")))
            .first
    }

    static func listedModelQuery(_ name: ResourceName) -> SQL {
        ListedModel.selection(
            of: "\(ListedModel.pageSelection) WHERE \(ModelReference.name(name).condition)",
            orderedBy: "m.name"
        )
    }

    package func registeredVersion(_ number: Int, of name: ResourceName) async throws -> RegisteredVersion? {
        try await queries.row(
            (Self.versionQuery(number, of: name)).named("registry.version"),
            RegisteredVersion.init
        )
    }

    static func versionQuery(_ number: Int, of name: ResourceName) -> SQL {
        """
        \(RegisteredVersion.selection)
        WHERE \(ModelReference.name(name).condition) AND v.number = \(number) AND v.deleted_at IS NULL
        """
    }

    package func registeredVersion(
        aliased alias: AliasName,
        of name: ResourceName
    ) async throws -> RegisteredVersion? {
        try await queries.row(
            Self.aliasQuery(alias, of: name).named("registry.alias"),
            RegisteredVersion.init
        )
    }

    static func aliasQuery(_ alias: AliasName, of name: ResourceName) -> SQL {
        """
        \(RegisteredVersion.selection)
        WHERE \(ModelReference.name(name).condition) AND v.deleted_at IS NULL AND v.id = (
            SELECT a.version_id FROM model_aliases a JOIN models held ON held.id = a.model_id
            WHERE held.name = \(name) AND held.deleted_at IS NULL AND a.alias = \(alias.text))
        """
    }

    package func home(among groups: Set<GroupID>, preferring name: String?) async throws -> RegistryHome? {
        guard !groups.isEmpty else { return nil }
        return try await queries.row(
            """
            SELECT g.id, g.name, (
                SELECT p.id FROM group_members member JOIN principals p ON p.id = member.principal_id
                WHERE member.group_id = g.id AND p.kind = 'person' AND NOT p.is_disabled
                ORDER BY p.created_at, p.id LIMIT 1) AS person_id
            FROM groups g WHERE g.id = ANY (\(Array(groups)))
            ORDER BY coalesce(g.name = \(optional: name), false) DESC, g.name LIMIT 1
            """
        ) { row in
            RegistryHome(
                teamID: try row.decode("id"),
                teamName: try row.decode("name"),
                personID: try row.decode("person_id")
            )
        }
    }
}
