import FoundationEssentials
import PostgresClient

extension PostgresJSON {
    /// The value as a document for a `jsonb` column.
    init(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(bytes: Array(try encoder.encode(value)))
    }

    /// What a `jsonb` column holds, as a value.
    func decoded<Value: Decodable>(as _: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
