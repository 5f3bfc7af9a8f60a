import Catalog
import Identifiers
import PostgresClient

/// Where a page of models begins: after a name, and among deleted models of one name after an id.
struct ModelPosition {
    let name: String?
    let id: ModelID?

    init(_ model: Model) {
        name = model.name.text
        id = model.id
    }

    /// Reads what a page ended with; a name alone means all models of that name.
    init(_ text: String?) {
        let parts = text?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        name = parts.first.map(String.init)
        id = parts.count == 2 ? ModelID(parts[1]) : nil
    }

    /// No name holds a colon.
    var text: String { "\(name ?? ""):\(id.map(\.description) ?? "")" }

    /// The condition on `models m` in the order of name and id.
    var condition: SQL {
        guard let name else { return "true" }
        guard let id else { return "m.name > \(name)" }
        return "m.name >= \(name) AND (m.name, m.id) > (\(name), \(id))"
    }
}
