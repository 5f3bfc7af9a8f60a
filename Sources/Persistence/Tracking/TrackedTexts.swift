import Catalog
import PostgresClient

/// Tags and parameters as two arrays of one row, keys and values.
enum TrackedTexts {
    /// A subquery for FROM with the columns `<name>_keys` and `<name>_values`, in the order of the keys.
    static func subquery(_ name: StaticString, of table: StaticString, where condition: SQL) -> SQL {
        let (name, table) = (name.description, table.description)
        return """
            LATERAL (
                SELECT coalesce(array_agg(x.key), '{}') AS \(raw: name)_keys,
                    coalesce(array_agg(x.value), '{}') AS \(raw: name)_values
                FROM (SELECT key, value FROM \(raw: table) WHERE \(condition) ORDER BY key) x
            ) \(raw: name)
            """
    }

    static func read(_ name: String, from row: PostgresRow) throws -> [KeyedText] {
        let keys = try row.decode("\(name)_keys", as: [String].self)
        let values = try row.decode("\(name)_values", as: [String].self)
        return zip(keys, values).map { KeyedText(key: $0, value: $1) }
    }

    /// Inserts or replaces, in the order given, so that two requests with the same keys wait for each other in turn.
    static func upsert(_ texts: [KeyedText], into table: StaticString, _ owner: StaticString, _ id: SQL)
        -> SQL
    {
        let (table, owner) = (table.description, owner.description)
        return """
            INSERT INTO \(raw: table) (\(raw: owner), key, value)
            SELECT \(id), key, value FROM unnest(\(texts.map(\.key)), \(texts.map(\.value))) AS given (key, value)
            ON CONFLICT (\(raw: owner), key) DO UPDATE SET value = excluded.value
            """
    }
}
