/// The names and types of a result's columns.
struct RowColumns: Sendable {
    let names: [String]
    let types: [PostgresType]
    private let positions: [String: Int]

    /// Marks a name that stands for more than one column.
    private static let ambiguous = -1

    init(names: [String], types: [PostgresType]) {
        self.names = names
        self.types = types
        positions = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { _, _ in RowColumns.ambiguous }
        )
    }

    func position(of name: String) throws(PostgresError) -> Int {
        guard let position = positions[name] else {
            throw PostgresError(.unknownColumn, "The columns are \(names).").with(column: name)
        }
        guard position != RowColumns.ambiguous else {
            throw PostgresError(.ambiguousColumn, "Name the columns apart with AS.").with(column: name)
        }
        return position
    }
}
