/// What one search understands: which entities and keys, compared how, ordered by what.
///
/// The language is `clause (AND clause)*` with clauses `key op value`, `key IN ('a', 'b')`, `key IS [NOT] NULL`;
/// keys are `name`, `entity.key`, or quoted: entity.`a key`, entity."a key".
package struct SearchGrammar: Sendable {
    /// Bytes of a filter at most.
    package static let filterBytesMax = 256 << 10
    /// Clauses of a filter at most.
    package static let clausesMax = 100
    /// Values of one IN list at most.
    package static let listMax = 10_000
    /// Criteria of one order at most, and bytes of one of them.
    package static let ordersMax = 20
    package static let orderBytesMax = 1_000

    /// How a key's values are written and compared.
    struct Field: Sendable {
        enum Kind: Sendable {
            /// Quoted text.
            case text
            /// A number without quotes.
            case number
            /// Text that may also be written as a number without quotes.
            case looseText
            /// Text or a number, where magnitudes are compared as numbers.
            case scalar
        }

        var kind: Kind
        var comparators: Set<SearchComparator>
    }

    /// What stands before the dot, with the entity that it means.
    let entities: [String: SearchEntity]
    /// Attributes by canonical name.
    let attributes: [String: Field]
    /// Other names of attributes.
    let aliases: [String: String]
    /// The entities other than attributes; nil inside when any key is one.
    let fields: [SearchEntity: Field]
    /// The keys that a dataset has; other entities take any key.
    let datasetKeys: Set<String>
    /// The keys that a span has beside its attributes.
    let spanKeys: Set<String>
    /// Attributes that a search can be ordered by, with what they mean canonically.
    let orderKeys: [String: String]
    /// Entities other than attributes that a search can be ordered by.
    let orderEntities: Set<SearchEntity>

    init(
        entities: [String: SearchEntity],
        attributes: [String: Field],
        aliases: [String: String] = [:],
        fields: [SearchEntity: Field],
        datasetKeys: Set<String> = [],
        spanKeys: Set<String> = [],
        orderKeys: [String: String],
        orderEntities: Set<SearchEntity> = []
    ) {
        self.entities = entities
        self.attributes = attributes
        self.aliases = aliases
        self.fields = fields
        self.datasetKeys = datasetKeys
        self.spanKeys = spanKeys
        self.orderKeys = orderKeys
        self.orderEntities = orderEntities
    }

    /// The clauses of a filter; none when it is nil or blank.
    package func clauses(_ filter: String?) throws(SearchRefusal) -> [SearchClause] {
        guard let filter, !filter.isEmpty else { return [] }
        guard filter.utf8.count <= Self.filterBytesMax else {
            throw SearchRefusal("The filter must have at most \(Self.filterBytesMax) bytes.")
        }
        var parser = SearchParser(tokens: try SearchLexer.tokens(of: filter), grammar: self)
        return try parser.clauses()
    }

    /// The criteria of an order, `key [ASC|DESC]` each; a key may occur once.
    package func order(_ criteria: [String]) throws(SearchRefusal) -> [SearchOrder] {
        guard criteria.count <= Self.ordersMax else {
            throw SearchRefusal("order_by must have at most \(Self.ordersMax) entries.")
        }
        var orders: [SearchOrder] = []
        for text in criteria {
            let order = try SearchOrderParser(grammar: self).order(text)
            guard !orders.contains(where: { $0.entity == order.entity && $0.key == order.key }) else {
                throw SearchRefusal("`order_by` contains duplicate fields: \(order.key) occurs twice.")
            }
            orders.append(order)
        }
        return orders
    }
}

extension SearchGrammar {
    /// What a key means; throws with the keys there are.
    func meaning(of key: SearchToken.Key) throws(SearchRefusal) -> (entity: SearchEntity, key: String) {
        let entity = try entity(key.entity, of: key)
        switch entity {
        case .attribute:
            let name = aliases[key.name] ?? key.name
            guard attributes[name] != nil else {
                throw SearchRefusal(
                    "Invalid attribute key '\(key.name)' specified\(key.place). Valid keys are \(Self.listed(attributes.keys))."
                )
            }
            return (entity, name)
        case .dataset where !datasetKeys.contains(key.name): throw unknown(key, "dataset", datasetKeys)
        case .span where SearchClause.spanAttribute(key.name) != nil: return (entity, key.name)
        case .span where !spanKeys.contains(key.name):
            throw unknown(key, "span", spanKeys.union(["attributes.<key>"]))
        default: return (entity, key.name)
        }
    }

    private func unknown(_ key: SearchToken.Key, _ kind: String, _ known: Set<String>) -> SearchRefusal {
        SearchRefusal(
            "Invalid \(kind) key '\(key.name)' specified\(key.place). Valid keys are \(Self.listed(known))."
        )
    }

    /// The meaning of a key to order by.
    func orderMeaning(of key: SearchToken.Key) throws(SearchRefusal) -> (entity: SearchEntity, key: String) {
        let entity = try entity(key.entity, of: key)
        if entity == .attribute, let name = orderKeys[key.name] { return (entity, name) }
        if entity != .attribute, orderEntities.contains(entity) { return (entity, key.name) }
        throw SearchRefusal(
            "Invalid order by key '\(key.name)' specified. Valid keys are \(Self.listed(orderKeys.keys))."
        )
    }

    func field(_ entity: SearchEntity, _ key: String) -> Field? {
        entity == .attribute ? attributes[key] : fields[entity]
    }

    private func entity(_ prefix: String?, of key: SearchToken.Key) throws(SearchRefusal) -> SearchEntity {
        guard let prefix else { return .attribute }
        guard let entity = entities[prefix] else {
            throw SearchRefusal(
                "Invalid entity type '\(prefix)'\(key.place). Valid entity types are \(Self.listed(entities.keys))."
            )
        }
        return entity
    }

    static func listed(_ names: some Sequence<String>) -> String {
        names.sorted().map { "'\($0)'" }.joined(separator: ", ")
    }
}
