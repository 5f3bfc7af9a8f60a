import Identifiers

/// Turns a value into the JSON document that `JSONEncoder` would write, without writing and reading it.
///
/// For what the catalog records: texts, whole numbers, fractions, truth values, lists and objects of them. What
/// `JSONEncoder` has forms of its own for, such as `Data`, has none here but that of its `encode(to:)`.
enum JSONValueEncoder {
    static func encode(_ value: some Encodable) throws -> JSONValue {
        try Slot.value(of: value, at: [])
    }
}

/// Where one value is put together. Containers share it, so a second one of the same kind goes on with the first.
private final class Slot: Encoder {
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    private var content: Content = .none

    private enum Content {
        case none
        case single(JSONValue)
        case list([Part])
        case object([String: Part])
    }

    /// A nested container is filled after it was asked for.
    enum Part {
        case value(JSONValue)
        case slot(Slot)
    }

    init(_ codingPath: [any CodingKey]) {
        self.codingPath = codingPath
    }

    static func value<Value: Encodable>(of value: Value, at path: [any CodingKey]) throws -> JSONValue {
        if let text = value as? String { return .string(text) }
        let slot = Slot(path)
        try value.encode(to: slot)
        guard case .none = slot.content else { return slot.value }
        throw EncodingError.invalidValue(
            value,
            .init(codingPath: path, debugDescription: "\(Value.self) encodes nothing.")
        )
    }

    private var value: JSONValue {
        switch content {
        case .none: .object([:])
        case .single(let value): value
        case .list(let parts): .array(parts.map(Self.value))
        case .object(let members): .object(members.mapValues(Self.value))
        }
    }

    private static func value(of part: Part) -> JSONValue {
        switch part {
        case .value(let value): value
        case .slot(let slot): slot.value
        }
    }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .none = content { content = .object([:]) }
        return KeyedEncodingContainer(KeyedSlot<Key>(slot: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .none = content { content = .list([]) }
        return UnkeyedSlot(slot: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleSlot(slot: self) }

    func set(_ value: JSONValue) {
        content = .single(value)
    }

    func set(_ part: Part, for key: some CodingKey) {
        guard case .object(var members) = content else { return }
        content = .none
        members[key.stringValue] = part
        content = .object(members)
    }

    func append(_ part: Part) {
        guard case .list(var parts) = content else { return }
        content = .none
        parts.append(part)
        content = .list(parts)
    }

    var count: Int {
        if case .list(let parts) = content { parts.count } else { 0 }
    }
}

/// What JSON has for Swift's own values.
private enum JSONScalar {
    static func value<Number: BinaryInteger>(_ number: Number, at path: [any CodingKey]) throws -> JSONValue {
        guard let exact = Int64(exactly: number) else {
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: path, debugDescription: "\(number) is beyond 64 bits.")
            )
        }
        return .integer(exact)
    }

    /// Through its text: the shortest that stands for this number.
    static func value(_ number: Float) -> JSONValue { .number(Double("\(number)") ?? Double(number)) }
}

private struct SingleSlot: SingleValueEncodingContainer {
    let slot: Slot
    var codingPath: [any CodingKey] { slot.codingPath }

    func encodeNil() { slot.set(.null) }
    func encode(_ value: Bool) { slot.set(.bool(value)) }
    func encode(_ value: String) { slot.set(.string(value)) }
    func encode(_ value: Double) { slot.set(.number(value)) }
    func encode(_ value: Float) { slot.set(JSONScalar.value(value)) }
    func encode(_ value: Int) throws { try set(value) }
    func encode(_ value: Int8) throws { try set(value) }
    func encode(_ value: Int16) throws { try set(value) }
    func encode(_ value: Int32) throws { try set(value) }
    func encode(_ value: Int64) throws { try set(value) }
    func encode(_ value: UInt) throws { try set(value) }
    func encode(_ value: UInt8) throws { try set(value) }
    func encode(_ value: UInt16) throws { try set(value) }
    func encode(_ value: UInt32) throws { try set(value) }
    func encode(_ value: UInt64) throws { try set(value) }
    func encode<T: Encodable>(_ value: T) throws { slot.set(try Slot.value(of: value, at: codingPath)) }

    private func set(_ value: some BinaryInteger) throws {
        slot.set(try JSONScalar.value(value, at: codingPath))
    }
}

private struct KeyedSlot<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot
    var codingPath: [any CodingKey] { slot.codingPath }

    func encodeNil(forKey key: Key) { slot.set(.value(.null), for: key) }
    func encode(_ value: Bool, forKey key: Key) { slot.set(.value(.bool(value)), for: key) }
    func encode(_ value: String, forKey key: Key) { slot.set(.value(.string(value)), for: key) }
    func encode(_ value: Double, forKey key: Key) { slot.set(.value(.number(value)), for: key) }
    func encode(_ value: Float, forKey key: Key) { slot.set(.value(JSONScalar.value(value)), for: key) }
    func encode(_ value: Int, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: Int8, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: Int16, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: Int32, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: Int64, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: UInt, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try set(value, key) }
    func encode(_ value: UInt64, forKey key: Key) throws { try set(value, key) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        slot.set(.value(try Slot.value(of: value, at: codingPath + [key])), for: key)
    }

    private func set(_ value: some BinaryInteger, _ key: Key) throws {
        slot.set(.value(try JSONScalar.value(value, at: codingPath + [key])), for: key)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nested(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested(SlotKey.superKey) }
    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

    private func nested(_ key: some CodingKey) -> Slot {
        let inner = Slot(codingPath + [key])
        slot.set(.slot(inner), for: key)
        return inner
    }
}

private struct UnkeyedSlot: UnkeyedEncodingContainer {
    let slot: Slot
    var codingPath: [any CodingKey] { slot.codingPath }
    var count: Int { slot.count }

    func encodeNil() { slot.append(.value(.null)) }
    func encode(_ value: Bool) { slot.append(.value(.bool(value))) }
    func encode(_ value: String) { slot.append(.value(.string(value))) }
    func encode(_ value: Double) { slot.append(.value(.number(value))) }
    func encode<T: Encodable>(_ value: T) throws {
        slot.append(.value(try Slot.value(of: value, at: codingPath + [SlotKey(index: count)])))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
    func superEncoder() -> any Encoder { nested() }

    private func nested() -> Slot {
        let inner = Slot(codingPath + [SlotKey(index: count)])
        slot.append(.slot(inner))
        return inner
    }
}

/// The place of an element, or of what a class inherits.
private struct SlotKey: CodingKey {
    static var superKey: SlotKey { SlotKey(stringValue: "super") }

    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        self.init(index: intValue)
    }

    init(index: Int) {
        stringValue = "Index \(index)"
        intValue = index
    }
}
