/// The type of a column or a feature, in one spelling: `int64`, `decimal(10,2)`, `list<string>`, `tensor<float32,-1,28>`.
///
/// Usual names of other systems are taken and rewritten (`long` and `bigint` are `int64`), so that two texts that mean
/// the same type are the same type. At most 500 bytes, nested at most eight deep.
package struct ColumnType: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...Self.bytesMax).contains(text.utf8.count) else {
            throw InvalidName(detail: "must have 1 to \(Self.bytesMax) bytes, has \(text.utf8.count)")
        }
        var scanner = ColumnTypeScanner(text)
        let canonical = try scanner.type(depth: 1)
        guard scanner.isAtEnd else { throw InvalidName(detail: "must end after the type \(canonical)") }
        self.text = canonical
    }

    private static let bytesMax = 500

    /// The spelling of a type without parameters; nil for what is none.
    static func scalar(_ name: String) -> String? {
        scalars.contains(name) ? name : aliases[name]
    }

    /// Every type without parameters, for error messages and documentation.
    package static let scalars = [
        "boolean", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16",
        "float32", "float64", "decimal", "string", "category", "binary", "date", "time", "timestamp",
        "duration", "uuid", "json",
    ]

    /// What pandas, SQL, Spark, Arrow and MLflow call them.
    private static let aliases = [
        "bool": "boolean", "byte": "int8", "tinyint": "int8", "short": "int16", "smallint": "int16",
        "int": "int32", "integer": "int32", "long": "int64", "bigint": "int64", "half": "float16",
        "float": "float32", "real": "float32", "double": "float64", "numeric": "decimal", "str": "string",
        "text": "string", "varchar": "string", "object": "string", "utf8": "string", "bytes": "binary",
        "bytea": "binary", "datetime": "timestamp", "timestamptz": "timestamp", "jsonb": "json",
    ]
}

extension ColumnType: CustomStringConvertible {
    package var description: String { text }
}

extension ColumnType: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try ColumnType(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
