import Catalog
import PostgresClient

extension ModelReference {
    /// The condition on `models m`.
    var condition: SQL {
        switch self {
        case .name(let name): "m.name = \(name) AND m.deleted_at IS NULL"
        case .id(let id): "m.id = \(id)"
        }
    }
}
