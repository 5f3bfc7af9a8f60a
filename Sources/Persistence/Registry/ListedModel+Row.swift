import Catalog
import Identifiers
import PostgresClient

extension ListedModel {
    /// What a page is made of; a `WHERE` on `m` follows.
    static let pageSelection: SQL = """
        SELECT m.id, m.name, m.description, m.created_at, m.updated_at, m.created_by, m.version_count, m.tag_keys,
            m.tag_values, m.alias_names, m.alias_numbers
        FROM models m
        """

    /// Of `m` and `maker`, in the order in which they are read.
    private static let columns: SQL = """
        m.name, m.description, m.created_at, m.updated_at, coalesce(maker.email, maker.display_name), m.tag_keys,
        m.tag_values, m.alias_names, m.alias_numbers
        """
    private static let columnCount = 9

    /// Everything that is shown of the models of a page: a row for each of their newest versions, and one for a model
    /// without versions. The rows of a model follow each other.
    ///
    /// - Parameters:
    ///   - page: A statement that begins with `pageSelection`.
    ///   - order: What follows ORDER BY, on `m`; its last criterion must be unique.
    static func selection(of page: SQL, orderedBy order: SQL) -> SQL {
        """
        SELECT \(columns), \(ListedVersion.columns)
        FROM (\(page)) m JOIN principals maker ON maker.id = m.created_by
            LEFT JOIN LATERAL (\(ListedVersion.newest)) v ON true
            LEFT JOIN principals version_maker ON version_maker.id = v.created_by
        ORDER BY \(order)
        """
    }

    /// The models of rows that `selection` gave.
    static func read(_ rows: [PostgresRow]) throws -> [ListedModel] {
        var models: [ListedModel] = []
        models.reserveCapacity(rows.count)
        for row in rows {
            var cells = row.cells
            let name = try cells.next(as: ResourceName.self)
            if models.last?.name == name {
                cells.skip(columnCount - 1)
            } else {
                models.append(try ListedModel(name, &cells))
            }
            guard let version = try ListedVersion(&cells) else { continue }
            models[models.count - 1].latestVersions.append(version)
        }
        for index in models.indices where models[index].latestVersions.count > 1 {
            models[index].latestVersions = RegistryStage.newest(of: models[index].latestVersions) {
                ($0.lifecycle, $0.number)
            }
        }
        return models
    }

    /// From what follows the name.
    private init(_ name: ResourceName, _ cells: inout RowCells) throws {
        self.init(
            name: name,
            description: try cells.next(),
            createdAt: try cells.next(),
            updatedAt: try cells.next(),
            creatorName: try cells.next(),
            tags: RegistryTag.pairs(try cells.next(), try cells.next()),
            aliases: RegisteredModel.Alias.pairs(try cells.next(), try cells.next())
        )
    }
}

extension RegistryStage {
    /// The newest version of each stage, in order of the stages, out of those of each lifecycle.
    static func newest<Version>(
        of versions: [Version],
        _ key: (Version) -> (lifecycle: Lifecycle, number: Int)
    ) -> [Version] {
        var newest: [RegistryStage: Version] = [:]
        for version in versions {
            let (lifecycle, number) = key(version)
            let stage = RegistryStage(of: lifecycle)
            if let found = newest[stage], key(found).number > number { continue }
            newest[stage] = version
        }
        return RegistryStage.allCases.compactMap { newest[$0] }
    }
}
