/// The JSON Canonicalization Scheme (RFC 8785): one value, one byte sequence, so that it can be hashed and
/// signed.
package enum CanonicalJSON {
    /// Why a value has no canonical form.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case numberNotFinite
        /// A reader that holds numbers as doubles would see another value (RFC 7493 section 2.2).
        case integerBeyondDouble(Int64)

        package var description: String {
            switch self {
            case .numberNotFinite: "NaN and infinity have no JSON form; leave the value out or write a string"
            case .integerBeyondDouble(let value):
                "the whole number \(value) is not exact in every JSON reader; write it as a string"
            }
        }
    }

    /// The largest magnitude of a whole number that every reader of I-JSON holds exactly: 2^53 − 1.
    package static let integerMagnitudeMax: UInt64 = 1 << 53 - 1

    /// The canonical bytes.
    package static func encode(_ value: JSONValue) throws(Failure) -> [UInt8] {
        var output: [UInt8] = []
        try append(value, to: &output)
        return output
    }

    /// Whether `bytes` are exactly the canonical form of the value that they hold.
    package static func isCanonical(_ bytes: [UInt8]) -> Bool {
        guard let value = try? JSONValue(parsing: bytes), let canonical = try? encode(value) else {
            return false
        }
        return canonical == bytes
    }

    private static func append(_ value: JSONValue, to output: inout [UInt8]) throws(Failure) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value):
            guard value.magnitude <= integerMagnitudeMax else { throw .integerBeyondDouble(value) }
            output.append(contentsOf: String(value).utf8)
        case .number(let value):
            guard value.isFinite else { throw .numberNotFinite }
            output.append(contentsOf: value.ecmaScriptText.utf8)
        case .string(let text): append(quoted: text, to: &output)
        case .array(let elements): try append(elements, to: &output)
        case .object(let members): try append(members, to: &output)
        }
    }

    private static func append(_ elements: [JSONValue], to output: inout [UInt8]) throws(Failure) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            try append(element, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func append(_ members: [String: JSONValue], to output: inout [UInt8]) throws(Failure) {
        let ordered = members.sorted { precedes($0.key, $1.key) }
        output.append(UInt8(ascii: "{"))
        for (index, member) in ordered.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(quoted: member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            try append(member.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The order of UTF-16 code units (RFC 8785 section 3.2.3). That of UTF-8 is the same but where a character
    /// beyond U+FFFF, which has surrogates in UTF-16, meets one from U+E000 on.
    private static func precedes(_ first: String, _ second: String) -> Bool {
        var (rest, other) = (first.utf8.makeIterator(), second.utf8.makeIterator())
        while let byte = rest.next() {
            guard let otherByte = other.next() else { return false }
            guard byte != otherByte else { continue }
            guard max(byte, otherByte) < 0xEE else {
                return first.utf16.lexicographicallyPrecedes(second.utf16)
            }
            return byte < otherByte
        }
        return other.next() != nil
    }

    private static func append(quoted text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain {
            output.append(contentsOf: text.utf8)
            output.append(UInt8(ascii: "\""))
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
            case 0x08: output.append(contentsOf: #"\b"#.utf8)
            case 0x09: output.append(contentsOf: #"\t"#.utf8)
            case 0x0A: output.append(contentsOf: #"\n"#.utf8)
            case 0x0C: output.append(contentsOf: #"\f"#.utf8)
            case 0x0D: output.append(contentsOf: #"\r"#.utf8)
            case 0..<0x20: output.append(contentsOf: (#"\u00"# + Hexadecimal.encode([byte])).utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
