import Identifiers
import Testing

@testable import Catalog

@Suite("Changes of a schema")
struct SchemaChangesTests {
    private static func column(
        _ name: String,
        _ type: String = "int64",
        nullable: Bool = false,
        _ description: String = ""
    ) throws -> DatasetColumn {
        DatasetColumn(
            name: name,
            type: try ColumnType(type),
            isNullable: nullable,
            description: description
        )
    }

    private static func base() throws -> [DatasetColumn] {
        [
            try column("id"), try column("amount", "decimal(10,2)"),
            try column("note", "string", nullable: true),
        ]
    }

    @Test("A schema and itself have no changes")
    func same() throws {
        let schema = DatasetSchema(columns: try Self.base())
        let changes = SchemaChanges(from: schema, to: schema)
        #expect(changes.isEmpty)
        #expect(!changes.isBreaking)
    }

    @Test("Added, removed and changed columns are each reported once")
    func report() throws {
        var columns = try Self.base()
        columns.remove(at: 0)
        columns[0].type = try ColumnType("float64")
        columns[0].description = "in euro"
        columns.append(try Self.column("currency", "string"))
        let changes = SchemaChanges(
            from: DatasetSchema(columns: try Self.base()),
            to: DatasetSchema(columns: columns)
        )
        #expect(changes.added.map(\.name) == ["currency"])
        #expect(changes.removed.map(\.name) == ["id"])
        #expect(changes.changed.map(\.after.name) == ["amount"])
        #expect(changes.changed.first?.aspects == [.type, .description])
        #expect(changes.changed.first?.before.type.text == "decimal(10,2)")
        #expect(!changes.isReordered)
        #expect(changes.isBreaking)
    }

    @Test("Only what a reader by name may stumble over is breaking")
    func breaking() throws {
        let base = try Self.base()
        func isBreaking(_ change: (inout [DatasetColumn]) throws -> Void) throws -> Bool {
            var columns = base
            try change(&columns)
            let changes = SchemaChanges(
                from: DatasetSchema(columns: base),
                to: DatasetSchema(columns: columns)
            )
            #expect(!changes.isEmpty)
            return changes.isBreaking
        }
        #expect(try isBreaking { $0.removeLast() })
        #expect(try isBreaking { $0[0].type = try ColumnType("int32") })
        #expect(try isBreaking { $0[0].isNullable = true })
        #expect(try !isBreaking { $0[2].isNullable = false })
        #expect(try !isBreaking { $0[0].description = "key" })
        #expect(try !isBreaking { $0.append(try Self.column("more")) })
        #expect(try !isBreaking { $0.swapAt(0, 1) })
        #expect(try isBreaking { $0[0].name = "ID" })
    }

    @Test("The digest covers names, types, nullability and order, and no description")
    func digest() throws {
        let base = DatasetSchema(columns: try Self.base())
        func digest(_ change: (inout [DatasetColumn]) throws -> Void) throws -> String {
            var columns = try Self.base()
            try change(&columns)
            return try DatasetSchema(columns: columns).digest.hex
        }
        #expect(try digest { $0[0].description = "x" } == base.digest.hex)
        let others = try [
            digest { $0.swapAt(0, 1) }, digest { $0[0].isNullable = true }, digest { $0[0].name = "i" },
            digest { $0[0].type = try ColumnType("int32") }, digest { $0.removeLast() },
        ]
        let known = try base.digest.hex
        #expect(Set(others + [known]).count == 6)
        let text = String(decoding: try base.canonicalBytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"columns":[{"name":"id","nullable":false,"type":"int64"},"#))
        #expect(text.hasSuffix(#"],"v":1}"#))
    }
}
