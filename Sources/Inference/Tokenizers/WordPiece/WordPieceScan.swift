/// One pass over one text: collects words and turns each into tokens as it ends.
struct WordPieceScan {
    private let tokenizer: WordPieceTokenizer
    private let tokensMax: Int
    private var word: [UInt8] = []
    private var characters = 0
    private var hashes: [UInt64] = []
    private(set) var tokens: [Int32] = []

    init(_ tokenizer: WordPieceTokenizer, tokensMax: Int) {
        self.tokenizer = tokenizer
        self.tokensMax = tokensMax
    }

    mutating func run(_ text: String) {
        let text = text.utf8.span
        tokens.reserveCapacity(min(tokensMax, text.count / 4 + 1))
        var position = 0
        while position < text.count, tokens.count < tokensMax {
            let byte = text[position]
            if tokenizer.startsAdded[Int(byte)], let added = addedToken(text, at: position) {
                endWord()
                tokens.append(added.token)
                position += added.text.count
            } else if byte < 0x80 {
                take(tokenizer.folding[UInt32(byte)], of: UInt32(byte))
                position += 1
            } else {
                let (scalar, length) = Self.decode(text, at: position)
                take(tokenizer.folding[scalar], of: scalar)
                position += length
            }
        }
        endWord()
    }

    private func addedToken(_ text: borrowing Span<UInt8>, at position: Int) -> AddedToken? {
        for added in tokenizer.added where added.text.count <= text.count - position {
            var matches = true
            for index in added.text.indices where added.text[index] != text[position + index] {
                matches = false
                break
            }
            if matches { return added }
        }
        return nil
    }

    /// A scalar of more than one byte; a String's UTF-8 is always valid.
    private static func decode(_ text: borrowing Span<UInt8>, at position: Int) -> (UInt32, length: Int) {
        let lead = UInt32(text[position])
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = lead & (0x7F >> UInt32(length))
        for index in 1..<length { scalar = scalar << 6 | UInt32(text[position + index]) & 0x3F }
        return (scalar, length)
    }

    private mutating func take(_ entry: ScalarFolding.Entry, of scalar: UInt32) {
        switch entry.role {
        case .letter: append(entry.scalar)
        case .nothing: break
        case .space: endWord()
        case .alone:
            endWord()
            append(entry.scalar)
            endWord()
        case .several:
            for part in tokenizer.folding.parts(scalar) { take(part, of: part.scalar) }
        }
    }

    private mutating func append(_ scalar: UInt32) {
        characters += 1
        if scalar < 0x80 {
            word.append(UInt8(truncatingIfNeeded: scalar))
        } else if let scalar = Unicode.Scalar(scalar) {
            word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private mutating func endWord() {
        guard characters > 0 else { return }
        tokenizer.vocabulary.appendPieces(of: word, characters: characters, to: &tokens, hashes: &hashes)
        word.removeAll(keepingCapacity: true)
        characters = 0
    }
}
