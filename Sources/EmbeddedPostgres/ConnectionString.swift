/// A libpq connection string in keyword form.
enum ConnectionString {
    static func write(_ parameters: [(keyword: String, value: String)]) -> String {
        parameters.map { "\($0.keyword)=\(quoted($0.value))" }.joined(separator: " ")
    }

    /// Quotes and backslashes are escaped by a backslash (libpq, "Keyword/Value Connection Strings").
    private static func quoted(_ value: String) -> String {
        "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
