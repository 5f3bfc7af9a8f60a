import Access
import Catalog
import PostgresClient

/// A search of the registry as one statement that reads a page and one row more.
struct RegistrySearchPlan {
    let statement: SQL
    private let keys: [String]
    private let size: Int

    init(models search: RegistrySearch) throws(StoreFault) {
        let order = Self.completed(search.order, with: [SearchOrder(.attribute, "name")])
        let conditions = search.clauses.filter { !$0.isAboutPrompts }.map(\.modelCondition)
        try self.init(
            search,
            order,
            selection: ListedModel.pageSelection,
            conditions: [
                "m.deleted_at IS NULL", Self.promptCondition(search, "model_tags", "model_id = m.id"),
            ]
                + conditions,
            column: Self.modelColumn,
            ListedModel.selection(of:orderedBy:)
        )
    }

    init(versions search: RegistrySearch) throws(StoreFault) {
        let first =
            search.order.isEmpty
            ? [SearchOrder(.attribute, "last_updated_timestamp", isDescending: true)] : []
        let last = [
            SearchOrder(.attribute, "name"), SearchOrder(.attribute, "version_number", isDescending: true),
        ]
        let conditions = search.clauses.filter { !$0.isAboutPrompts }.map(\.versionCondition)
        try self.init(
            search,
            Self.completed(search.order + first, with: last),
            selection: RegisteredVersion.selectionForSearch,
            conditions: [
                "v.deleted_at IS NULL", "m.deleted_at IS NULL",
                Self.promptCondition(search, "version_tags", "version_id = v.id"),
            ] + conditions,
            column: Self.versionColumn
        )
    }

    private init(
        _ search: RegistrySearch,
        _ order: [SearchOrder],
        selection: SQL,
        conditions: [SQL],
        column: (String, Bool) -> SearchKeyset.Criterion,
        _ whole: (_ page: SQL, _ order: SQL) -> SQL = { page, _ in page }
    ) throws(StoreFault) {
        let keyset = SearchKeyset(order.map { column($0.key, $0.isDescending) })
        let all = conditions + [try keyset.after(search.after)]
        // The limit stands in the text, so that the planner knows that few rows are wanted and keeps its plan.
        let page: SQL = """
            \(selection) WHERE \(all.joined(separator: " AND "))
            ORDER BY \(keyset.orderBy) LIMIT \(raw: String(search.size + 1))
            """
        statement = whole(page, keyset.orderBy)
        keys = order.map(\.key)
        size = search.size
    }

    /// Where the next page begins, when one row more than the page holds was found.
    func next<Item>(
        after items: [Item],
        _ values: (Item) -> [String: SearchPageToken.Key]
    ) -> [SearchPageToken.Key]? {
        guard items.count > size, size > 0 else { return nil }
        let values = values(items[size - 1])
        return keys.compactMap { values[$0] }
    }

    /// What the order says, made unique by what it does not.
    private static func completed(_ order: [SearchOrder], with last: [SearchOrder]) -> [SearchOrder] {
        order + last.filter { given in !order.contains { $0.key == given.key } }
    }

    /// Prompts are found by those who ask for prompts; a row without the tag is none.
    private static func promptCondition(_ search: RegistrySearch, _ table: SQL, _ joined: SQL) -> SQL {
        let exists: SQL = """
            EXISTS (SELECT FROM \(table) prompt WHERE prompt.\(joined) AND prompt.key = 'mlflow.prompt.is_prompt'
                AND lower("left"(prompt.value, 200)) = 'true')
            """
        return search.clauses.contains(where: \.asksForPrompts) ? exists : "NOT \(exists)"
    }

    private static func modelColumn(_ key: String, _ isDescending: Bool) -> SearchKeyset.Criterion {
        switch key {
        case "creation_timestamp": .init("m.created_at", .instant, isDescending: isDescending)
        case "last_updated_timestamp": .init("m.updated_at", .instant, isDescending: isDescending)
        default: .init("m.name", .text, isDescending: isDescending)
        }
    }

    private static func versionColumn(_ key: String, _ isDescending: Bool) -> SearchKeyset.Criterion {
        switch key {
        case "creation_timestamp": .init("v.created_at", .instant, isDescending: isDescending)
        case "last_updated_timestamp": .init("v.updated_at", .instant, isDescending: isDescending)
        case "version_number": .init("v.number", .integer, isDescending: isDescending)
        default: .init("m.name", .text, isDescending: isDescending)
        }
    }
}

extension SearchClause {
    /// Decides which kind of rows is searched, and is no comparison then.
    fileprivate var isAboutPrompts: Bool {
        guard entity == .tag, key == RegistryTag.promptKey, case .text(let text) = value else { return false }
        return (comparator == .equal || comparator == .notEqual) && text.lowercased() == "true"
    }

    fileprivate var asksForPrompts: Bool { isAboutPrompts && comparator == .equal }

    fileprivate var modelCondition: SQL {
        if entity == .tag { return tagCondition("model_tags t", joined: "t.model_id = m.id") }
        return condition(onText: "m.name")
    }

    fileprivate var versionCondition: SQL {
        switch (entity, key) {
        case (.tag, _): tagCondition("version_tags t", joined: "t.version_id = v.id")
        case (_, "version_number"): condition(onInteger: "v.number")
        case (_, "run_id"): condition(onText: "v.run_id")
        case (_, "source_path"): condition(onText: "v.source")
        default: condition(onText: "m.name")
        }
    }

    private func tagCondition(_ table: SQL, joined: SQL) -> SQL {
        condition(inTable: table, joined: joined, name: "t.key") { $0.condition(onIndexedText: "t.value") }
    }
}
