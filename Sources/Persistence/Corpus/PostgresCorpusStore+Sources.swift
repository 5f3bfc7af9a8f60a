package import Access
package import Corpus
import Identifiers
import PostgresClient

extension PostgresCorpusStore {
    package func source(named name: String) async throws -> Source? {
        try await queries.row("\(Self.selectSource) WHERE name = \(name)", Source.init(row:))
    }

    package func sources(page: PageRequest) async throws -> Page<Source> {
        let rows = try await queries.rows(
            "\(Self.selectSource) WHERE name > \(page.after ?? "") ORDER BY name LIMIT \(page.rowLimit)"
        )
        return try Page(rows, size: page.size, key: \.name, Source.init(row:))
    }

    package func createSource(_ draft: SourceDraft, under grant: borrowing Grant) async throws -> Recorded<
        Source
    > {
        let source = Source(
            id: .new(at: grant.grantedAt),
            name: draft.name,
            kind: draft.kind,
            audience: draft.audience,
            workspaceDomain: draft.workspaceDomain,
            createdAt: grant.grantedAt,
            createdBy: grant.actor.principalID
        )
        return try await ledger.record("Source \(draft.name)", under: grant) { connection in
            _ = try await connection.execute(
                """
                INSERT INTO sources (id, name, kind, audience, workspace_domain, created_at, created_by)
                VALUES (\(source.id), \(source.name), \(source.kind.rawValue), \(source.audience.rawValue),
                        \(source.workspaceDomain), \(source.createdAt), \(source.createdBy))
                """
            )
            return try Change(source, ChangedSubject(id: "\(source.id)", name: source.name))
        }
    }

    package func mapPerson(
        _ nativeID: String,
        ofSource name: String,
        to principal: PrincipalID?,
        under grant: borrowing Grant
    ) async throws -> Recorded<PersonMapping> {
        let mapping = PersonMapping(sourceName: name, nativeID: nativeID, principalID: principal)
        return try await ledger.record("Person \(nativeID) of source \(name)", under: grant) { connection in
            // Read and written by one statement: `old` is the row as it was before.
            let row = try await connection.queryOne(
                """
                UPDATE source_people p SET mapped_principal_id = \(principal)
                FROM sources s, source_people old
                WHERE s.name = \(name) AND p.source_id = s.id AND p.native_id = \(nativeID)
                  AND old.source_id = p.source_id AND old.native_id = p.native_id
                RETURNING old.mapped_principal_id AS before
                """
            )
            guard let row else { throw StoreFault.notFound(what: "Person \(nativeID) of source \(name)") }
            let before = PersonMapping(
                sourceName: name,
                nativeID: nativeID,
                principalID: try row.decode("before")
            )
            let details: [String: JSONValue] = ["mapped_to": .string(principal.map { "\($0)" } ?? "nobody")]
            return try Change(
                mapping,
                ChangedSubject(name: "\(name)/\(nativeID)"),
                before: before,
                details: details
            )
        }
    }

    private static var selectSource: SQL {
        "SELECT id, name, kind, audience, workspace_domain, created_at, created_by FROM sources"
    }
}

extension Source {
    fileprivate init(row: PostgresRow) throws {
        guard let kind = Source.Kind(rawValue: try row.decode("kind")),
            let audience = Source.Audience(rawValue: try row.decode("audience"))
        else { throw PostgresError(.decoding, "A source has an unknown kind or audience.") }
        self.init(
            id: try row.decode("id"),
            name: try row.decode("name"),
            kind: kind,
            audience: audience,
            workspaceDomain: try row.decode("workspace_domain"),
            createdAt: try row.decode("created_at"),
            createdBy: try row.decode("created_by")
        )
    }
}
