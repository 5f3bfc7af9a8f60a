package import Access
import Identifiers
package import PostgresClient

/// Principals, groups and tokens in PostgreSQL.
package struct PostgresPrincipalStore: PrincipalStore {
    /// The most members a group has: they are read and written as one list.
    static let membersMax = 10_000

    let queries: StoreQueries
    let ledger: Ledger
    let tokenUses: TokenUses

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
        tokenUses = TokenUses(pool: pool)
    }
}

// MARK: Principals

extension PostgresPrincipalStore {
    package func principal(_ id: PrincipalID) async throws -> Principal? {
        try await queries.row("SELECT \(Principal.columns) FROM principals WHERE id = \(id)", Principal.init)
    }

    package func principal(email: String) async throws -> Principal? {
        try await queries.row(
            "SELECT \(Principal.columns) FROM principals WHERE email = lower(\(email))",
            Principal.init
        )
    }

    package func principals(page: PageRequest) async throws -> Page<Principal> {
        let after = try page.afterID(PrincipalID.self)
        let rows = try await queries.rows(
            """
            SELECT \(Principal.columns) FROM principals
                WHERE \(optional: after) IS NULL OR id > \(optional: after)
            ORDER BY id LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: \.id.description, Principal.init)
    }

    package func hasAnyPrincipal() async throws -> Bool {
        try await queries.row("SELECT EXISTS (SELECT FROM principals) AS is_any") { try $0.decode("is_any") }
            ?? false
    }

    package func createPrincipal(
        _ draft: PrincipalDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Principal> {
        let now = grant.grantedAt
        let principal = Principal(
            id: .new(at: now),
            kind: draft.kind,
            email: draft.email?.lowercased(),
            displayName: draft.displayName,
            isDisabled: false,
            roles: draft.roles.sorted { $0.rawValue < $1.rawValue },
            createdAt: now,
            revision: 1
        )
        let thing = principal.email.map { "A principal with the e-mail address \($0)" } ?? "This principal"
        return try await ledger.record(thing, under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO principals (\(Principal.columns)) VALUES (\(principal.id), \(principal.kind),
                    \(optional: principal.email), \(principal.displayName), \(principal.isDisabled),
                    \(principal.roles), \(now), 1)
                """
            )
            return try Change(principal, principal.subject, details: principal.auditDetails)
        }
    }

    package func updatePrincipal(
        _ id: PrincipalID,
        _ changes: PrincipalChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Principal> {
        let thing = "Principal \(id)"
        return try await ledger.record(thing, under: grant) { connection in
            let row = try await connection.queryOne(
                "SELECT \(Principal.columns) FROM principals WHERE id = \(id) FOR UPDATE"
            )
            guard let before = try row.map(Principal.init) else { throw StoreFault.notFound(what: thing) }
            try ExpectedRevision(revision).check(before.revision, of: thing)
            let after = before.applying(changes)
            _ = try await connection.execute(
                """
                UPDATE principals SET display_name = \(after.displayName), is_disabled = \(after.isDisabled),
                    roles = \(after.roles), revision = \(after.revision)
                WHERE id = \(id)
                """
            )
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }
}

extension Principal {
    fileprivate var subject: ChangedSubject { ChangedSubject(id: id.description, name: email ?? displayName) }

    fileprivate var auditDetails: [String: JSONValue] {
        [
            "kind": .string(kind.rawValue), "is_disabled": .bool(isDisabled),
            "roles": .array(roles.map { .string($0.rawValue) }), "revision": .string(String(revision)),
        ]
    }

    fileprivate func applying(_ changes: PrincipalChanges) -> Principal {
        var changed = self
        changed.displayName = changes.displayName ?? displayName
        changed.isDisabled = changes.isDisabled ?? isDisabled
        changed.roles = (changes.roles ?? roles).sorted { $0.rawValue < $1.rawValue }
        changed.revision += 1
        return changed
    }
}
