/// Cuts Swift source into tokens; understands nested comments, plain, raw and multi-line strings and interpolation.
///
/// Code inside an interpolation follows its string as tokens of its own, so brackets always balance.
struct SwiftLexer {
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let tab = UInt8(ascii: "\t")
    private static let space = UInt8(ascii: " ")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let backslash = UInt8(ascii: "\\")
    private static let backtick = UInt8(ascii: "`")
    private static let open = UInt8(ascii: "(")
    private static let close = UInt8(ascii: ")")

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lastEnd = 0
    private var found: [Token] = []

    static func tokens(of text: String) -> [Token] {
        var lexer = SwiftLexer(bytes: Array(text.utf8))
        lexer.readCode(insideInterpolation: false)
        return lexer.found
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    /// Whether `mark` stands `distance` bytes ahead, `count` times in a row.
    private func stands(_ mark: UInt8, _ count: Int = 1, at distance: Int = 0) -> Bool {
        for offset in 0..<count where peek(distance + offset) != mark { return false }
        return true
    }

    private mutating func append(_ kind: Token.Kind, from start: Int, to end: Int, line: Int) {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        found.append(Token(kind: kind, text: text, line: line, isGlued: start == lastEnd))
        lastEnd = end
    }
}

// MARK: - Code

extension SwiftLexer {
    /// Reads to the end of the file, or to the bracket that closes the interpolation, which it leaves unread.
    private mutating func readCode(insideInterpolation: Bool) {
        var depth = 0
        while let byte = peek() {
            if insideInterpolation {
                if stands(Self.close), depth == 0 { return }
                if stands(Self.open) { depth += 1 } else if stands(Self.close) { depth -= 1 }
            }
            readElement(startingWith: byte)
        }
    }

    private mutating func readElement(startingWith byte: UInt8) {
        switch byte {
        case Self.newline: advanceLine()
        case Self.space, Self.tab, Self.carriageReturn: index += 1
        case Self.slash where stands(Self.slash, at: 1): readLineComment()
        case Self.slash where stands(Self.star, at: 1): readBlockComment()
        case Self.slash where opensRegex: readLiteral(hashes: 0, delimiter: Self.slash)
        case Self.quote: readLiteral(hashes: 0, delimiter: Self.quote)
        case Self.hash: readAfterHash()
        case Self.backtick: readQuotedIdentifier()
        default:
            if Self.isWordByte(byte) { readWord() } else { readSymbol() }
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39)
            || byte == 0x5F || byte == 0x24 || byte >= 0x80
    }

    private mutating func advanceLine() {
        index += 1
        line += 1
    }

    private mutating func readWord() {
        let start = index
        while let byte = peek(), Self.isWordByte(byte) { index += 1 }
        append(.word, from: start, to: index, line: line)
    }

    private mutating func readSymbol() {
        index += 1
        append(.symbol, from: index - 1, to: index, line: line)
    }

    private mutating func readQuotedIdentifier() {
        let start = index
        index += 1
        while peek() != nil, !stands(Self.backtick), !stands(Self.newline) { index += 1 }
        if stands(Self.backtick) { index += 1 }
        append(.word, from: start, to: index, line: line)
    }

    private mutating func readAfterHash() {
        var hashes = 0
        while stands(Self.hash, at: hashes) { hashes += 1 }
        if stands(Self.quote, at: hashes) {
            readLiteral(hashes: hashes, delimiter: Self.quote)
        } else if stands(Self.slash, at: hashes) {
            readLiteral(hashes: hashes, delimiter: Self.slash)
        } else {
            readSymbol()
        }
    }
}

// MARK: - Comments

extension SwiftLexer {
    private mutating func readLineComment() {
        let start = index
        while peek() != nil, !stands(Self.newline) { index += 1 }
        append(.comment, from: start, to: index, line: line)
    }

    private mutating func readBlockComment() {
        let (start, startLine) = (index, line)
        var depth = 0
        repeat {
            if stands(Self.slash), stands(Self.star, at: 1) {
                depth += 1
                index += 2
            } else if stands(Self.star), stands(Self.slash, at: 1) {
                depth -= 1
                index += 2
            } else if stands(Self.newline) {
                advanceLine()
            } else {
                index += 1
            }
        } while depth > 0 && peek() != nil
        append(.comment, from: start, to: min(index, bytes.count), line: startLine)
    }
}

// MARK: - Literals

extension SwiftLexer {
    /// A bare slash opens a regex only where a value may begin and a second slash follows on the line.
    private var opensRegex: Bool {
        guard let next = peek(1), next != Self.space, next != Self.slash else { return false }
        if let last = found.last(where: { $0.kind != .comment }) {
            let opening = ["(", ",", "=", ":", "[", "{", "!", "&", "|", "return", "in"]
            guard opening.contains(last.text), last.kind != .string else { return false }
        }
        var ahead = 1
        while let byte = peek(ahead), byte != Self.newline {
            if byte == Self.slash, peek(ahead - 1) != Self.backslash { return true }
            ahead += 1
        }
        return false
    }

    private mutating func readLiteral(hashes: Int, delimiter: UInt8) {
        let (start, position, startLine) = (index, found.count, line)
        found.append(Token(kind: .string, text: "", line: line, isGlued: start == lastEnd))
        index += hashes
        let quotes = delimiter == Self.quote && stands(Self.quote, 3) ? 3 : 1
        index += quotes
        var content: [UInt8] = []
        while let byte = peek() {
            if stands(delimiter, quotes), stands(Self.hash, hashes, at: quotes) {
                index += quotes + hashes
                break
            }
            if stands(Self.newline) {
                if quotes == 1, !(delimiter == Self.slash && hashes > 0) { break }
                advanceLine()
                content.append(byte)
            } else if stands(Self.backslash), stands(Self.hash, hashes, at: 1) {
                content += readEscape(hashes: hashes)
            } else {
                content.append(byte)
                index += 1
            }
        }
        lastEnd = index
        found[position].text = String(decoding: content, as: UTF8.self)
        found[position].line = startLine
    }

    /// Passes over one escape; the code of an interpolation becomes tokens behind the string's own.
    private mutating func readEscape(hashes: Int) -> [UInt8] {
        index += 1 + hashes
        guard stands(Self.open) else {
            guard let escaped = peek() else { return [Self.backslash] }
            if escaped == Self.newline { return [] }
            index += 1
            return [Self.backslash, escaped]
        }
        index += 1
        readCode(insideInterpolation: true)
        if stands(Self.close) { index += 1 }
        return Array("\\()".utf8)
    }
}
