package import Access
package import Identifiers
import PostgresClient

extension PostgresPrincipalStore {
    package func token(_ id: TokenID) async throws -> TokenRecord? {
        try await queries.row("SELECT \(TokenRecord.columns) FROM tokens WHERE id = \(id)", TokenRecord.init)
    }

    package func tokens(of principal: PrincipalID, page: PageRequest) async throws -> Page<TokenRecord> {
        let after = try page.afterID(TokenID.self)
        let rows = try await queries.rows(
            """
            SELECT \(TokenRecord.columns) FROM tokens
            WHERE principal_id = \(principal) AND (\(optional: after) IS NULL OR id > \(optional: after))
            ORDER BY id LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.id.description, TokenRecord.init)
    }

    package func createToken(
        _ record: TokenRecord,
        digest: Digest,
        under grant: borrowing Grant
    ) async throws -> Recorded<TokenRecord> {
        try await ledger.record("Token \(record.id)", under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO tokens (id, principal_id, kind, label, digest, created_at, expires_at)
                VALUES (\(record.id), \(record.principalID), \(record.kind), \(record.label), \(digest),
                    \(record.createdAt), \(optional: record.expiresAt))
                """
            )
            return try Change(record, record.subject, details: record.auditDetails)
        }
    }

    /// A token that is revoked already keeps the time of its first revocation.
    package func revokeToken(_ id: TokenID, under grant: borrowing Grant) async throws -> Recorded<
        TokenRecord
    > {
        let now = grant.grantedAt
        return try await ledger.record("Token \(id)", under: grant) { connection in
            let row = try await connection.queryOne(
                "SELECT \(TokenRecord.columns) FROM tokens WHERE id = \(id) FOR UPDATE"
            )
            guard let before = try row.map(TokenRecord.init) else {
                throw StoreFault.notFound(what: "Token \(id)")
            }
            var after = before
            after.revokedAt = before.revokedAt ?? now
            _ = try await connection.execute(
                "UPDATE tokens SET revoked_at = \(optional: after.revokedAt) WHERE id = \(id)"
            )
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }
}

extension TokenRecord {
    fileprivate var subject: ChangedSubject { ChangedSubject(id: id.description, name: label) }

    fileprivate var auditDetails: [String: JSONValue] {
        [
            "principal_id": .string(principalID.description), "kind": .string(kind.rawValue),
            "expires_at": expiresAt.map { .string($0.rfc3339) } ?? .null,
        ]
    }
}
