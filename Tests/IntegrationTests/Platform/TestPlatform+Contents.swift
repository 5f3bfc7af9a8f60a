import Access
import Audit
import Identifiers
import PostgresClient
import TestSupport

extension TestPlatform {
    /// How many audit entries there are, in the intake and in the log.
    func entryCount() async throws -> Int {
        let row = try await superuser.queryOne(
            "SELECT (SELECT count(*) FROM audit.intake) + (SELECT count(*) FROM audit.log_entry) AS entries"
        )
        return try row?.decode("entries", as: Int.self) ?? -1
    }

    func event(_ effect: EffectID) async throws -> AuditEvent? {
        let row = try await superuser.queryOne(
            """
            SELECT body FROM audit.intake WHERE entry_id = \(PostgresUUID(bytes: effect.bytes))
            UNION ALL SELECT body FROM audit.log_entry WHERE entry_id = \(PostgresUUID(bytes: effect.bytes))
            """
        )
        return try row.map { try AuditEvent(decoding: try $0.decode("body", as: [UInt8].self)) }
    }

    /// The number and the digest of the rows of every table; of tokens only the number, for uses are noted.
    func contents() async throws -> [String: String] {
        let tables = try await superuser.query(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'audit')"
        )
        var contents: [String: String] = [:]
        for table in tables {
            let (schema, name) = (
                try table.decode("schemaname", as: String.self),
                try table.decode("tablename", as: String.self)
            )
            let row = try await superuser.queryOne(
                """
                SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS line
                FROM \(identifier: schema).\(identifier: name) t
                """
            )
            let line = try row?.decode("line", as: String.self) ?? ""
            contents["\(schema).\(name)"] = name == "tokens" ? String(line.prefix { $0 != " " }) : line
        }
        return contents
    }

    func count(_ table: String) async throws -> Int {
        let row = try await superuser.queryOne("SELECT count(*) AS rows FROM \(identifier: table)")
        return try row?.decode("rows", as: Int.self) ?? -1
    }
}
