/// Reads JSON (RFC 8259) value by value and repairs text that is not UTF-8 instead of refusing it.
///
/// Damage is met with U+FFFD and counted in `repairs`: a bad byte in one message must not cost the others.
package struct LenientJSONParser {
    /// Arrays and objects inside one another; deeper text is refused before it can exhaust the stack.
    package static let depthMax = 128

    private let bytes: [UInt8]
    private(set) package var offset = 0
    /// Strings that held invalid UTF-8 or half a surrogate pair.
    private(set) package var repairs = 0

    /// A byte order mark at the start is skipped.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The whole text as one value; anything but white space after it is an error.
    package static func parse(_ bytes: [UInt8]) throws(LenientJSONError) -> LenientJSON {
        var parser = LenientJSONParser(bytes)
        let value = try parser.value(depth: 0)
        try parser.expectEnd()
        return value
    }

    /// Nothing but white space is left.
    package mutating func expectEnd() throws(LenientJSONError) {
        skipSpace()
        if offset < bytes.count { throw error("text after the end of the value") }
    }

    /// Takes `byte` after optional white space; false leaves it where it is.
    package mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// The next value, `depth` levels inside the text.
    package mutating func value(depth: Int) throws(LenientJSONError) -> LenientJSON {
        guard depth < Self.depthMax else { throw error("more than \(Self.depthMax) levels") }
        skipSpace()
        guard offset < bytes.count else { throw error("unexpected end") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    func error(_ reason: String) -> LenientJSONError { LenientJSONError(reason: reason, offset: offset) }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private mutating func object(depth: Int) throws(LenientJSONError) -> LenientJSON {
        offset += 1
        var fields: [LenientJSON.Field] = []
        if take(UInt8(ascii: "}")) { return .object(fields) }
        fields.reserveCapacity(8)
        repeat {
            skipSpace()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
                throw error("a key was expected")
            }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw error("a colon was expected") }
            fields.append(LenientJSON.Field(key: key, value: try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("a comma or } was expected") }
        return .object(fields)
    }

    private mutating func array(depth: Int) throws(LenientJSONError) -> LenientJSON {
        offset += 1
        var elements: [LenientJSON] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("a comma or ] was expected") }
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: LenientJSON) throws(LenientJSONError)
        -> LenientJSON
    {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[offset..<end].elementsEqual(word.description.utf8) else {
            throw error("\(word) was expected")
        }
        offset = end
        return value
    }

    private mutating func number() throws(LenientJSONError) -> LenientJSON {
        let start = offset
        scan: while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                offset += 1
            default: break scan
            }
        }
        let digits = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard Double(digits) != nil else {
            offset = start
            throw error("a value was expected")
        }
        return .number(digits)
    }
}

extension LenientJSONParser {
    private mutating func string() throws(LenientJSONError) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return decode(bytes[start..<(offset - 1)])
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            default: offset += 1
            }
        }
        throw error("a string does not end")
    }

    private mutating func escapedString(from start: Int) throws(LenientJSONError) -> String {
        var out = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return decode(out[...])
            case UInt8(ascii: "\\"): try appendEscape(to: &out)
            default: out.append(byte)
            }
        }
        throw error("a string does not end")
    }

    private mutating func appendEscape(to out: inout [UInt8]) throws(LenientJSONError) {
        guard offset < bytes.count else { throw error("a string does not end") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "u"): out.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw error("an unknown escape")
        }
    }

    /// The scalar after `\u`, joined with a second escape where it is half of a pair.
    private mutating func unicodeEscape() throws(LenientJSONError) -> Unicode.Scalar {
        let first = try hexadecimalUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            let afterFirst = offset
            offset += 2
            let second = try hexadecimalUnit()
            if (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
            offset = afterFirst
        }
        repairs += 1
        return "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() throws(LenientJSONError) -> UInt32 {
        guard offset + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits were expected") }
        offset += 4
        return unit
    }

    private mutating func decode(_ raw: ArraySlice<UInt8>) -> String {
        if let text = String(validating: raw, as: UTF8.self) { return text }
        repairs += 1
        return String(decoding: raw, as: UTF8.self)
    }
}
