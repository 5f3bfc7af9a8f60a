/// A strict RFC 8259 reader for `TokenizerDocument`; nesting is limited as in every model file.
struct TokenizerDocumentParser {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0

    private init(_ file: ModelFile) {
        bytes = file.bytes
        self.file = file.name
    }

    static func parse(_ file: ModelFile) throws(ModelFileError) -> TokenizerDocument {
        var parser = TokenizerDocumentParser(file)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == parser.bytes.count else {
            throw parser.failure(.malformed("nothing may follow the document"))
        }
        return value
    }

    private func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file, field: "byte \(position)", problem: problem)
    }

    private var unexpected: ModelFileError {
        failure(position < bytes.count ? .malformed("unexpected character") : .truncated)
    }

    private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(ModelFileError) -> TokenizerDocument {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(
        _ text: String,
        _ value: TokenizerDocument
    ) throws(ModelFileError) -> TokenizerDocument {
        for character in text.unicodeScalars { guard take(character) else { throw unexpected } }
        return value
    }

    private func checkDepth(_ depth: Int) throws(ModelFileError) {
        guard depth <= ModelFile.jsonLevelsMax else {
            throw failure(.nestedTooDeep(levelsMax: ModelFile.jsonLevelsMax))
        }
    }

    private mutating func members(depth: Int) throws(ModelFileError) -> [TokenizerDocument.Member] {
        try checkDepth(depth)
        position += 1
        var members: [TokenizerDocument.Member] = []
        var seen: Set<[UInt8]> = []
        skipSpace()
        if take("}") { return members }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw unexpected }
            let key = try string()
            guard seen.insert(key).inserted else {
                let name = String(decoding: key.prefix(64), as: UTF8.self)
                throw ModelFileError(file: file, field: name, problem: .duplicate)
            }
            skipSpace()
            guard take(":") else { throw unexpected }
            members.append(.init(key: key, value: try value(depth: depth)))
            skipSpace()
        } while take(",")
        guard take("}") else { throw unexpected }
        return members
    }

    private mutating func elements(depth: Int) throws(ModelFileError) -> [TokenizerDocument] {
        try checkDepth(depth)
        position += 1
        var elements: [TokenizerDocument] = []
        skipSpace()
        if take("]") { return elements }
        repeat {
            elements.append(try value(depth: depth))
            skipSpace()
        } while take(",")
        guard take("]") else { throw unexpected }
        return elements
    }
}

// MARK: - Numbers

extension TokenizerDocumentParser {
    private mutating func number() throws(ModelFileError) -> TokenizerDocument {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = bytes[start..<position]
        if isWhole, let integer = Int(String(decoding: text, as: UTF8.self)) { return .integer(integer) }
        let number = TwiceRoundedNumber(text).value
        guard number.isFinite else { throw failure(.outOfRange("a number that is too large")) }
        return .number(number)
    }

    private mutating func digits() throws(ModelFileError) {
        let start = position
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
        guard position > start else { throw unexpected }
    }
}

// MARK: - Strings

extension TokenizerDocumentParser {
    private mutating func string() throws(ModelFileError) -> [UInt8] {
        position += 1
        var content = Array(bytes[run()])
        while !take("\"") {
            guard position < bytes.count else { throw failure(.truncated) }
            guard take("\\") else { throw failure(.malformed("a control character in a string")) }
            content.append(contentsOf: UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
            content.append(contentsOf: bytes[run()])
        }
        guard content.allSatisfy({ $0 < 0x80 }) || String(validating: content, as: UTF8.self) != nil else {
            throw failure(.malformed("a string is not UTF-8"))
        }
        return content
    }

    /// Passes the bytes that stand for themselves.
    private mutating func run() -> Range<Int> {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            position += 1
        }
        return start..<position
    }

    private mutating func escape() throws(ModelFileError) -> Unicode.Scalar {
        guard position < bytes.count else { throw failure(.truncated) }
        position += 1
        switch bytes[position - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure(.malformed("an unknown escape in a string"))
        }
    }

    private mutating func unicodeEscape() throws(ModelFileError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, take("\\"), take("u") {
            let second = try codeUnit()
            if (0xDC00...0xDFFF).contains(second) {
                let value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                if let scalar = Unicode.Scalar(value) { return scalar }
            }
        }
        throw failure(.malformed("half of a surrogate pair in a string"))
    }

    private mutating func codeUnit() throws(ModelFileError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(next)).hexDigitValue
            else { throw position < bytes.count ? failure(.malformed("an escape")) : failure(.truncated) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
