/// The table and columns that a binary COPY fills, in the order of the values of each row.
package struct CopyTarget: Sendable {
    package let schema: String?
    package let table: String
    package let columns: [String]

    package init(schema: String? = nil, table: String, columns: [String]) {
        self.schema = schema
        self.table = table
        self.columns = columns
    }
}
