/// The names and types of a result's columns.
struct RowColumns: Sendable {
    let names: [String]
    let types: [PostgresType]
    private let positions: [String: Int]
    private let hasAmbiguous: Bool

    /// Marks a name that stands for more than one column.
    private static let ambiguous = -1

    init(names: [String], types: [PostgresType]) {
        self.names = names
        self.types = types
        positions = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { _, _ in RowColumns.ambiguous }
        )
        hasAmbiguous = positions.count < names.count
    }

    /// - Parameter guess: Where it probably is: rows are read in the order of their columns.
    func position(of name: String, guess: Int) throws(PostgresError) -> Int {
        if guess < names.count, names[guess] == name, !hasAmbiguous { return guess }
        guard let position = positions[name] else {
            throw PostgresError(.unknownColumn, "The columns are \(names).").with(column: name)
        }
        guard position != RowColumns.ambiguous else {
            throw PostgresError(.ambiguousColumn, "Name the columns apart with AS.").with(column: name)
        }
        return position
    }
}
