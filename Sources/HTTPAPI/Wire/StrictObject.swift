/// A JSON object inside a request: unknown fields are refused as they are at the top.
struct StrictObject<Input: WireInput>: Decodable, Sendable {
    let value: Input

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let known = Set(Input.Fields.allCases.map(\.stringValue))
        if let unknown = container.allKeys.filter({ !known.contains($0.stringValue) }).min(by: <) {
            throw DecodingError.dataCorruptedError(
                forKey: unknown,
                in: container,
                debugDescription: "\(unknown.stringValue) is not a field here; there are "
                    + known.sorted().joined(separator: ", ")
            )
        }
        value = try Input(from: decoder)
    }
}

private struct AnyKey: CodingKey, Comparable {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static func < (left: AnyKey, right: AnyKey) -> Bool { left.stringValue < right.stringValue }
}
