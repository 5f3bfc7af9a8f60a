package import PostgresClient

/// A schema as sorted lines of text, the same for any two databases whose schemas behave the same.
///
/// It covers schemas, extensions, relations, columns, constraints, indexes, views, sequences, functions,
/// triggers, row policies, types, and grants, outside the system's schemas and the migrations' own. Owners,
/// the order of columns, comments and statistics are left out. Long definitions appear as digests beside
/// their names.
package enum CatalogueDescription {
    /// One line a column, constraint, index, function, trigger and grant of the schemas that versions create, sorted.
    package static func lines(_ connection: PostgresConnection) async throws -> [String] {
        // Definitions are printed with the schema of every name that is not on the path.
        _ = try await connection.execute("SET search_path = pg_catalog")
        let rows = try await connection.query(query)
        _ = try await connection.execute("RESET search_path")
        return try rows.map { try $0.decode("line", as: String.self) }
    }

    private static let query: SQL =
        """
        WITH namespace AS (
            SELECT n.oid, n.nspname, n.nspacl, n.nspowner FROM pg_namespace n
            WHERE n.nspname <> 'information_schema' AND n.nspname <> 'migration' AND n.nspname !~ '^pg_'
        ), extension_member AS (
            SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
        ), relation AS (
            SELECT c.*, format('%I.%I', n.nspname, c.relname) AS title
            FROM pg_class c JOIN namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                AND (c.oid) NOT IN (SELECT objid FROM extension_member WHERE classid = 'pg_class'::regclass)
        ), routine AS (
            SELECT p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
                AS title
            FROM pg_proc p JOIN namespace n ON n.oid = p.pronamespace
            WHERE p.oid NOT IN (SELECT objid FROM extension_member WHERE classid = 'pg_proc'::regclass)
        ), type AS (
            SELECT t.*, format('%I.%I', n.nspname, t.typname) AS title
            FROM pg_type t JOIN namespace n ON n.oid = t.typnamespace
            WHERE t.typtype IN ('e', 'd', 'r')
                AND t.oid NOT IN (SELECT objid FROM extension_member WHERE classid = 'pg_type'::regclass)
        ), granted AS (
            SELECT format('schema %I', n.nspname) AS title, a.*, n.nspowner AS owner
            FROM namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
            UNION ALL
            SELECT format('relation %s', r.title), a.*, r.relowner FROM relation r,
                aclexplode(coalesce(r.relacl,
                    acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner))) a
            UNION ALL
            SELECT format('column %s.%I', r.title, c.attname), a.*, r.relowner
            FROM relation r JOIN pg_attribute c ON c.attrelid = r.oid AND NOT c.attisdropped,
                aclexplode(c.attacl) a
            UNION ALL
            SELECT format('function %s', p.title), a.*, p.proowner
            FROM routine p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            UNION ALL
            SELECT format('type %s', t.title), a.*, t.typowner
            FROM type t, aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
        ), described AS (
            SELECT format('schema %I', nspname) AS line FROM namespace
            UNION ALL
            SELECT format('extension %I', extname) FROM pg_extension WHERE extname <> 'plpgsql'
            UNION ALL
            SELECT format('relation %s kind %s persistence %s security %s forced %s options %s',
                title, relkind, relpersistence, relrowsecurity, relforcerowsecurity,
                coalesce(array_to_string(reloptions, ','), '-'))
            FROM relation
            UNION ALL
            SELECT format('column %s.%I %s%s%s%s%s', r.title, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' not null' END,
                coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),
                CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text END,
                CASE WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::text END)
            FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE r.relkind <> 'S'
            UNION ALL
            SELECT format('constraint %s.%I %s', r.title, k.conname, pg_get_constraintdef(k.oid))
            FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
            UNION ALL
            SELECT format('index %s valid %s', pg_get_indexdef(i.indexrelid), i.indisvalid)
            FROM relation r JOIN pg_index i ON i.indrelid = r.oid
            UNION ALL
            SELECT format('view %s %s', title, encode(sha256(convert_to(pg_get_viewdef(oid), 'UTF8')), 'hex'))
            FROM relation WHERE relkind IN ('v', 'm')
            UNION ALL
            SELECT format('sequence %s %s start %s by %s from %s to %s cache %s cycle %s', r.title,
                format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
                s.seqcycle)
            FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid
            UNION ALL
            SELECT format('function %s %s', title, CASE WHEN prokind = 'a' THEN 'aggregate'
                ELSE encode(sha256(convert_to(pg_get_functiondef(oid), 'UTF8')), 'hex') END)
            FROM routine
            UNION ALL
            SELECT format('trigger %s.%I enabled %s %s', r.title, t.tgname, t.tgenabled,
                pg_get_triggerdef(t.oid))
            FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
            UNION ALL
            SELECT format('policy %s.%I %s permissive %s for %s using %s check %s',
                r.title, p.polname, p.polcmd, p.polpermissive,
                (SELECT string_agg(CASE m WHEN 0 THEN 'public' ELSE m::regrole::text END, ','
                    ORDER BY m::regrole::text) FROM unnest(p.polroles) m),
                coalesce(pg_get_expr(p.polqual, p.polrelid), '-'),
                coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'))
            FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
            UNION ALL
            SELECT format('type %s kind %s base %s labels %s', title, typtype,
                CASE WHEN typbasetype <> 0 THEN format_type(typbasetype, typtypmod) ELSE '-' END,
                coalesce((SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder)
                    FROM pg_enum WHERE enumtypid = type.oid), '-'))
            FROM type
            UNION ALL
            SELECT format('constraint %s.%I %s', t.title, k.conname, pg_get_constraintdef(k.oid))
            FROM type t JOIN pg_constraint k ON k.contypid = t.oid
            UNION ALL
            SELECT format('grant %s on %s to %s%s', privilege_type, title,
                CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END,
                CASE WHEN is_grantable THEN ' with grant option' END)
            FROM granted WHERE grantee <> owner
        )
        SELECT DISTINCT line COLLATE "C" AS line FROM described ORDER BY line
        """
}
