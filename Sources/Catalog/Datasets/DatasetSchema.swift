package import Identifiers
import Signing

/// One column of a dataset's rows.
package struct DatasetColumn: Hashable, Sendable, Codable {
    /// 1 to 255 characters, unique in the schema.
    package var name: String
    package var type: ColumnType
    package var isNullable: Bool
    package var description: String

    package init(name: String, type: ColumnType, isNullable: Bool, description: String) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.description = description
    }
}

/// The columns of a dataset version, in order.
package struct DatasetSchema: Hashable, Sendable, Codable {
    /// The most columns a schema has.
    package static let columnsMax = 5000

    package let columns: [DatasetColumn]

    package init(columns: [DatasetColumn]) {
        self.columns = columns
    }

    /// The bytes that the digest is taken over: canonical JSON (RFC 8785) of
    /// `{"columns":[{"name":…,"nullable":…,"type":…}],"v":1}`, columns in order. Descriptions are no part of it.
    package var canonicalBytes: [UInt8] {
        get throws {
            let entries = columns.map { column in
                JSONValue.object([
                    "name": .string(column.name), "type": .string(column.type.text),
                    "nullable": .bool(column.isNullable),
                ])
            }
            return try CanonicalJSON.encode(.object(["columns": .array(entries), "v": .integer(1)]))
        }
    }

    package var digest: Digest {
        get throws { Digest.sha256(of: try canonicalBytes) }
    }
}
