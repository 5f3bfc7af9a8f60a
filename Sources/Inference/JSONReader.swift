/// Reads JSON (RFC 8259) from untrusted model files: strict, with bounded nesting, no duplicate names.
struct JSONReader {
    static let levelsMax = 32

    private let file: String
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Reads one value and nothing but white space after it.
    static func read(_ bytes: ArraySlice<UInt8>, file: String) throws(ModelFileError) -> JSONValue {
        var reader = JSONReader(bytes, file: file)
        let value = try reader.value(level: 0)
        reader.skipSpace()
        guard reader.next == nil else { throw reader.malformed("text after the value") }
        return value
    }

    private init(_ bytes: ArraySlice<UInt8>, file: String) {
        self.file = file
        self.bytes = bytes
        position = bytes.startIndex
    }

    private var next: UInt8? {
        position < bytes.endIndex ? bytes[position] : nil
    }

    private func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file, field: "byte \(position)", problem: problem)
    }

    private func malformed(_ detail: String) -> ModelFileError {
        next == nil ? failure(.truncated) : failure(.malformed(detail))
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func require(_ text: StaticString, _ value: JSONValue) throws(ModelFileError)
        -> JSONValue
    {
        for character in text.description.unicodeScalars {
            guard take(character) else { throw malformed("unknown word") }
        }
        return value
    }

    private mutating func value(level: Int) throws(ModelFileError) -> JSONValue {
        guard level < Self.levelsMax else { throw failure(.nestedTooDeep(levelsMax: Self.levelsMax)) }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(level: level)
        case UInt8(ascii: "["): return try array(level: level)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try require("true", .bool(true))
        case UInt8(ascii: "f"): return try require("false", .bool(false))
        case UInt8(ascii: "n"): return try require("null", .null)
        default: return try number()
        }
    }

    private mutating func object(level: Int) throws(ModelFileError) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed("a member without a name") }
            let name = try string()
            guard names.insert(name).inserted else {
                throw ModelFileError(file: file, field: name, problem: .duplicate)
            }
            skipSpace()
            guard take(":") else { throw malformed("no colon after a name") }
            members.append(JSONMember(name: name, value: try value(level: level + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw malformed("no comma between members") }
        }
    }

    private mutating func array(level: Int) throws(ModelFileError) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(values) }
        while true {
            values.append(try value(level: level + 1))
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw malformed("no comma between elements") }
        }
    }

    private mutating func number() throws(ModelFileError) -> JSONValue {
        let start = position
        _ = take("-")
        let leadingZero = next == UInt8(ascii: "0")
        let digits = takeDigits()
        guard digits > 0, !(leadingZero && digits > 1) else { throw malformed("not a value") }
        if take("."), takeDigits() == 0 { throw malformed("a fraction without digits") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if takeDigits() == 0 { throw malformed("an exponent without digits") }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }
}

// MARK: - Strings

extension JSONReader {
    private mutating func string() throws(ModelFileError) -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            position += 1
        }
        var text = Array(bytes[start..<position])
        while !take("\"") {
            guard let byte = next, byte >= 0x20 else { throw malformed("a control character in a string") }
            position += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        guard let valid = String(validating: text, as: UTF8.self) else { throw malformed("not UTF-8") }
        return valid
    }

    private mutating func escape(into text: inout [UInt8]) throws(ModelFileError) {
        guard let byte = next else { throw failure(.truncated) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw malformed("an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(ModelFileError) -> Unicode.Scalar {
        var code = try codeUnit()
        if (0xD800...0xDBFF).contains(code), take("\\"), take("u") {
            let low = try codeUnit()
            guard (0xDC00...0xDFFF).contains(low) else { throw malformed("half of a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw malformed("half of a surrogate pair") }
        return scalar
    }

    private mutating func codeUnit() throws(ModelFileError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("an escape without four hexadecimal digits")
            }
            position += 1
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
