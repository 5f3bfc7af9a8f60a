/// A statement checked against the limits and laid out as libpq wants it.
struct EncodedStatement: Sendable {
    let text: String
    let types: [UInt32]
    /// All values behind one padding byte, so that even an empty value has an address.
    let bytes: [UInt8]
    /// Where each value starts in `bytes`; nil for NULL.
    let offsets: [Int?]
    let lengths: [Int32]

    init(_ sql: SQL) throws(PostgresError) {
        text = sql.text
        guard !text.utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "SQL text cannot hold the character U+0000.")
        }
        guard sql.parameters.count <= PostgresLimits.parametersMax else {
            throw PostgresError(
                .tooManyParameters,
                "\(sql.parameters.count) parameters are over the limit of \(PostgresLimits.parametersMax)."
            )
        }
        types = sql.parameters.map(\.type.oid)
        (bytes, offsets, lengths) = try EncodedStatement.layOut(sql.parameters)
    }

    private static func layOut(
        _ parameters: [PostgresParameter]
    ) throws(PostgresError) -> ([UInt8], [Int?], [Int32]) {
        var bytes: [UInt8] = [0]
        var offsets: [Int?] = []
        var lengths: [Int32] = []
        for parameter in parameters {
            switch parameter.content {
            case .invalid(let error): throw error
            case .null:
                offsets.append(nil)
                lengths.append(0)
            case .bytes(let value):
                offsets.append(bytes.count)
                lengths.append(Int32(value.count))
                bytes.append(contentsOf: value)
            }
        }
        guard bytes.count <= PostgresLimits.valueBytesMax else {
            throw .valueTooLarge(byteCount: bytes.count)
        }
        return (bytes, offsets, lengths)
    }

    /// The identity of the prepared statement this one can share, nil for commands that have no plan.
    var preparedKey: PreparedStatements.Key? {
        let start = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let word = start.prefix { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        guard EncodedStatement.plannedCommands.contains(String(word)?.uppercased() ?? "") else { return nil }
        return PreparedStatements.Key(text: text, types: types)
    }

    private static let plannedCommands: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES",
    ]
}
