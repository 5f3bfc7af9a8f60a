/// Metadata by kind, with errors that name file and key.
extension GGUFFile {
    func string(_ key: String) throws(ModelFileError) -> String {
        guard let text = try optionalString(key) else { throw failure(key, .missing) }
        return text
    }

    func optionalString(_ key: String) throws(ModelFileError) -> String? {
        guard let value = self[key] else { return nil }
        guard case .string(let range) = value else { throw failure(key, .wrongType(expected: "a string")) }
        guard let text = String(validating: file.bytes[range], as: UTF8.self) else {
            throw failure(key, .malformed("not UTF-8"))
        }
        return text
    }

    func bool(_ key: String, absent: Bool) throws(ModelFileError) -> Bool {
        guard let value = self[key] else { return absent }
        guard case .bool(let flag) = value else { throw failure(key, .wrongType(expected: "true or false")) }
        return flag
    }

    func optionalInteger(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
        guard let value = self[key] else { return nil }
        guard case .integer(let number) = value else {
            throw failure(key, .wrongType(expected: "a whole number"))
        }
        guard range.contains(number) else {
            throw failure(key, .outOfRange("\(number) is not in \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    /// The bytes of each string; they need not be UTF-8. Nil when the key is absent.
    func strings(_ key: String) throws(ModelFileError) -> [[UInt8]]? {
        guard let array = try array(key, { $0 == .string }, "an array of strings") else { return nil }
        var cursor = GGUFCursor(file, at: array.range.lowerBound)
        var strings: [[UInt8]] = []
        strings.reserveCapacity(array.count)
        for _ in 0..<array.count { strings.append(Array(file.bytes[try cursor.stringRange(key)])) }
        return strings
    }

    /// Numbers of any kind as doubles. Nil when the key is absent.
    func numbers(_ key: String) throws(ModelFileError) -> [Double]? {
        let isNumeric = { (type: GGUFValueType) in type.byteCount != nil && type != .bool }
        guard let array = try array(key, isNumeric, "an array of numbers") else { return nil }
        var cursor = GGUFCursor(file, at: array.range.lowerBound)
        var numbers: [Double] = []
        numbers.reserveCapacity(array.count)
        for _ in 0..<array.count {
            switch try cursor.scalar(array.type, key) {
            case .integer(let value): numbers.append(Double(value))
            case .number(let value): numbers.append(value)
            default: throw failure(key, .outOfRange("a number that is too large"))
            }
        }
        return numbers
    }

    /// Bytes, from an array of small numbers. Nil when the key is absent.
    func byteString(_ key: String) throws(ModelFileError) -> [UInt8]? {
        let array = try array(key, { $0 == .uint8 || $0 == .int8 }, "an array of bytes")
        return array.map { Array(file.bytes[$0.range]) }
    }

    private func array(
        _ key: String,
        _ isExpected: (GGUFValueType) -> Bool,
        _ expected: String
    ) throws(ModelFileError) -> GGUFArray? {
        guard let value = self[key] else { return nil }
        guard case .array(let array) = value, isExpected(array.type) else {
            throw failure(key, .wrongType(expected: expected))
        }
        return array
    }
}
