/// A strict RFC 8259 reader: what two readers could understand differently is an error.
struct JSONParser {
    private let bytes: [UInt8]
    private let depthMax: Int
    private let roundsLongIntegers: Bool
    private var position = 0

    init(_ bytes: [UInt8], depthMax: Int, roundsLongIntegers: Bool) {
        self.bytes = bytes
        self.depthMax = depthMax
        self.roundsLongIntegers = roundsLongIntegers
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.trailingBytes) }
        return value
    }

    private func failure(_ problem: JSONSyntaxError.Problem, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(problem: problem, byteOffset: offset ?? position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
        guard take(character) else { throw unexpected() }
    }

    private func unexpected() -> JSONSyntaxError {
        failure(next == nil ? .unexpectedEnd : .unexpectedByte)
    }
}

// MARK: Values

extension JSONParser {
    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        default: throw unexpected()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue
    {
        for character in text.description.unicodeScalars { try expect(character) }
        return value
    }

    private mutating func members(depth: Int) throws(JSONSyntaxError) -> [String: JSONValue] {
        guard depth <= depthMax else { throw failure(.nestedTooDeep(depthMax: depthMax)) }
        try expect("{")
        skipSpace()
        if take("}") { return [:] }
        // Most objects are small; one that grows moves what it holds.
        var members = [String: JSONValue](minimumCapacity: 4)
        repeat {
            skipSpace()
            let start = position
            let key = try string()
            skipSpace()
            try expect(":")
            let replaced = members.updateValue(try value(depth: depth), forKey: key)
            guard replaced == nil else { throw failure(.duplicateKey(key), at: start) }
            skipSpace()
        } while take(",")
        try expect("}")
        return members
    }

    private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        guard depth <= depthMax else { throw failure(.nestedTooDeep(depthMax: depthMax)) }
        try expect("[")
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return elements }
        repeat {
            elements.append(try value(depth: depth))
            skipSpace()
        } while take(",")
        try expect("]")
        return elements
    }
}

// MARK: Numbers

extension JSONParser {
    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        let wholeEnd = position
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        if position == wholeEnd, let integer = shortInteger(start..<position) { return .integer(integer) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == wholeEnd, let integer = Int64(text), text != "-0" { return .integer(integer) }
        guard let double = Double(text), double.isFinite else {
            throw failure(.numberNotRepresentable, at: start)
        }
        // A long whole number is accepted only in the form a double prints, so that no digit is lost in
        // silence.
        let isExact = position != wholeEnd || text == "-0" || double.ecmaScriptText == text
        guard isExact || roundsLongIntegers else { throw failure(.numberNotRepresentable, at: start) }
        return .number(double)
    }

    /// The number that these digits are; nil when it may not fit, and for what has a sign.
    private func shortInteger(_ digits: Range<Int>) -> Int64? {
        guard digits.count <= 18, bytes[digits.lowerBound] != UInt8(ascii: "-") else { return nil }
        var number: Int64 = 0
        for index in digits { number = number * 10 + Int64(bytes[index] - UInt8(ascii: "0")) }
        return number
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure(next == nil ? .unexpectedEnd : .invalidNumber) }
    }
}

// MARK: Strings

extension JSONParser {
    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = position
        try expect("\"")
        let run = unescapedRun()
        if take("\"") { return try text(run, from: start) }
        var content = bytes[run]
        while !take("\"") {
            guard let byte = next else { throw failure(.unexpectedEnd) }
            guard byte == UInt8(ascii: "\\") else { throw failure(.controlCharacterInString) }
            content.append(contentsOf: String(try escape()).utf8)
            content.append(contentsOf: bytes[unescapedRun()])
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw failure(.invalidUTF8, at: start)
        }
        return text
    }

    /// The bytes as they are.
    private func text(_ range: Range<Int>, from start: Int) throws(JSONSyntaxError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
        } catch {
            throw failure(.invalidUTF8, at: start)
        }
    }

    /// Passes the bytes that stand for themselves in a string; most strings are one such run.
    private mutating func unescapedRun() -> Range<Int> {
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            position += 1
        }
        return start..<position
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let byte = next else { throw failure(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw failure(.invalidEscape, at: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw failure(.loneSurrogate, at: start) }
        let second = try codeUnit(from: start)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw failure(.loneSurrogate, at: start) }
        return scalar
    }

    private mutating func codeUnit(from start: Int) throws(JSONSyntaxError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw failure(.unexpectedEnd, at: bytes.count) }
        var value: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure(.invalidEscape, at: start)
            }
            value = value << 4 | UInt16(digit)
        }
        position += 4
        return value
    }
}

extension JSONValue {
    /// The default limit on arrays and objects inside one another.
    package static let depthMax = 64

    /// Reads one whole document; the caller limits its length.
    ///
    /// Refused besides bad grammar: duplicate keys, invalid UTF-8, half surrogates, nesting over `depthMax`,
    /// bytes after the document, and numbers that would lose digits; with `roundsLongIntegers` a whole number
    /// too long to be exact becomes a `.number`, which `integer` does not answer for.
    package init(
        parsing bytes: some Sequence<UInt8>,
        depthMax: Int = JSONValue.depthMax,
        roundsLongIntegers: Bool = false
    ) throws(JSONSyntaxError) {
        var parser = JSONParser(
            Array(bytes),
            depthMax: depthMax,
            roundsLongIntegers: roundsLongIntegers
        )
        self = try parser.document()
    }
}
