import Access
import PostgresClient

extension APIToken.Kind: PostgresEncodable, PostgresDecodable {}

extension TokenRecord {
    static let columns: SQL =
        "id, principal_id, kind, label, created_at, expires_at, last_used_at, revoked_at"

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            principalID: try row.decode("principal_id"),
            kind: try row.decode("kind"),
            label: try row.decode("label"),
            createdAt: try row.decode("created_at"),
            expiresAt: try row.decode("expires_at"),
            lastUsedAt: try row.decode("last_used_at"),
            revokedAt: try row.decode("revoked_at")
        )
    }
}
