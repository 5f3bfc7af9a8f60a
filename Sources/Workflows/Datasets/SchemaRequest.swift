import Catalog

/// A column as a client describes it.
package struct ColumnRequest: Hashable, Sendable {
    package var name: String
    package var type: String
    package var isNullable: Bool
    package var description: String

    package init(name: String, type: String, isNullable: Bool, description: String) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.description = description
    }
}

/// What a client says of a version's rows.
package struct VersionRequest: Hashable, Sendable {
    package var description: String
    /// Nil when nothing is said of the columns.
    package var columns: [ColumnRequest]?
    package var rowCount: Int64?
    package var sourceURI: String?

    package init(description: String, columns: [ColumnRequest]?, rowCount: Int64?, sourceURI: String?) {
        self.description = description
        self.columns = columns
        self.rowCount = rowCount
        self.sourceURI = sourceURI
    }
}

extension InputCheck {
    /// The most rows: what every reader of JSON holds exactly.
    private static let rowsMax: Int64 = 1 << 53 - 1

    mutating func schema(_ field: String, _ columns: [ColumnRequest]) -> DatasetSchema {
        guard (1...DatasetSchema.columnsMax).contains(columns.count) else {
            fault(field, "must have 1 to \(DatasetSchema.columnsMax) columns, has \(columns.count)")
            return DatasetSchema(columns: [])
        }
        var names: Set<String> = []
        let checked = columns.enumerated().compactMap { index, column in
            self.column("\(field)[\(index)]", column, &names)
        }
        return DatasetSchema(columns: checked)
    }

    private mutating func column(
        _ field: String,
        _ column: ColumnRequest,
        _ names: inout Set<String>
    ) -> DatasetColumn? {
        let name = text("\(field).name", column.name, 1...255)
        if !names.insert(name).inserted {
            fault("\(field).name", "names the column \"\(name)\" a second time")
        }
        let description = text("\(field).description", column.description, 0...4000)
        guard let type = required("\(field).type", column.type, ColumnType.init) else { return nil }
        return DatasetColumn(name: name, type: type, isNullable: column.isNullable, description: description)
    }

    mutating func rowCount(_ count: Int64?) {
        if let count, !(0...Self.rowsMax).contains(count) {
            fault("row_count", "must be 0 to \(Self.rowsMax)")
        }
    }

    /// The draft of a version but for its digest and files.
    mutating func version(_ asked: VersionRequest) -> VersionFactsDraft {
        rowCount(asked.rowCount)
        return VersionFactsDraft(
            description: text("description", asked.description, 0...20_000),
            schema: asked.columns.map { schema("schema", $0) },
            rowCount: asked.rowCount,
            sourceURI: value("source_uri", asked.sourceURI, SourceURI.init)
        )
    }
}

/// What was said of a version, checked.
struct VersionFactsDraft: Sendable {
    let description: String
    let schema: DatasetSchema?
    let rowCount: Int64?
    let sourceURI: SourceURI?
}
