/// What became of the columns from one schema to another.
package struct SchemaChanges: Hashable, Sendable {
    package enum Aspect: String, Hashable, Sendable, Codable, CaseIterable {
        case type
        case nullable
        case description
    }

    /// A column that both schemas have, with what differs.
    package struct Changed: Hashable, Sendable {
        package let before: DatasetColumn
        package let after: DatasetColumn
        package let aspects: [Aspect]
    }

    /// In the order of the newer schema.
    package let added: [DatasetColumn]
    /// In the order of the older schema.
    package let removed: [DatasetColumn]
    /// In the order of the newer schema.
    package let changed: [Changed]
    /// Whether the columns that both have stand in another order.
    package let isReordered: Bool

    package init(from old: DatasetSchema, to new: DatasetSchema) {
        let olds = Dictionary(old.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let news = Set(new.columns.map(\.name))
        added = new.columns.filter { olds[$0.name] == nil }
        removed = old.columns.filter { !news.contains($0.name) }
        changed = new.columns.compactMap { after in
            guard let before = olds[after.name], before != after else { return nil }
            return Changed(before: before, after: after, aspects: Self.aspects(before, after))
        }
        let kept = old.columns.map(\.name).filter(news.contains)
        isReordered = kept != new.columns.map(\.name).filter { olds[$0] != nil }
    }

    /// Whether nothing at all differs.
    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && !isReordered }

    /// Whether who reads the old columns by name may find something missing or unlike: a column removed, of another type,
    /// or newly without a value in some rows.
    package var isBreaking: Bool {
        !removed.isEmpty
            || changed.contains { change in
                change.before.type != change.after.type
                    || !change.before.isNullable && change.after.isNullable
            }
    }

    private static func aspects(_ before: DatasetColumn, _ after: DatasetColumn) -> [Aspect] {
        Aspect.allCases.filter { aspect in
            switch aspect {
            case .type: before.type != after.type
            case .nullable: before.isNullable != after.isNullable
            case .description: before.description != after.description
            }
        }
    }
}
