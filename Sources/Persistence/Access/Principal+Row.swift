import Access
import PostgresClient

extension Principal.Kind: PostgresEncodable, PostgresDecodable {}

/// Roles are stored as `text[]`; the schema admits only known ones.
extension RoleName: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresArrayType: PostgresType { String.postgresArrayType }
}

extension Principal {
    static let columns: SQL = "id, kind, email, display_name, is_disabled, roles, created_at, revision"

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            kind: try row.decode("kind"),
            email: try row.decode("email"),
            displayName: try row.decode("display_name"),
            isDisabled: try row.decode("is_disabled"),
            roles: try row.decode("roles"),
            createdAt: try row.decode("created_at"),
            revision: try row.decode("revision")
        )
    }
}
