import PostgresClient

extension SQL.Interpolation {
    /// Binds a value or NULL. The label keeps the compiler from taking the value for text to be shown.
    mutating func appendInterpolation<Value: PostgresEncodable>(optional value: Value?) {
        appendInterpolation(value)
    }
}
