/// How the texts of tokens are joined to the text that they stand for.
indirect enum TokenDecoder: Sendable {
    struct Piece: Sendable {
        var text: [UInt8]
        /// An added token's text is taken as it is.
        var isAdded: Bool
    }

    /// Characters that stand for bytes.
    case byteLevel
    case wordPiece(prefix: [UInt8], cleansUp: Bool)
    /// Marks for spaces; the one at the very start goes, unless none was put there.
    case metaspace(mark: [UInt8], dropsFirst: Bool)
    case replace([UInt8], with: [UInt8])
    /// Texts such as `<0x0A>` to the bytes that they name.
    case byteFallback
    case fuse
    case strip([UInt8], start: Int, stop: Int)
    case sequence([TokenDecoder])

    func decode(_ pieces: [Piece]) -> String {
        String(decoding: apply(pieces).flatMap(\.text), as: UTF8.self)
    }

    private func apply(_ pieces: [Piece]) -> [Piece] {
        switch self {
        case .byteLevel: return pieces.map { Piece(text: Self.bytes($0), isAdded: $0.isAdded) }
        case .wordPiece(let prefix, let cleansUp): return Self.joinWords(pieces, prefix, cleansUp)
        case .metaspace(let mark, let dropsFirst): return Self.unmark(pieces, mark, dropsFirst)
        case .replace(let old, let new):
            let normalizer = TextNormalizer.replace(old, with: new)
            return pieces.map { Piece(text: normalizer.normalize($0.text), isAdded: $0.isAdded) }
        case .byteFallback: return pieces.map { Piece(text: Self.namedByte($0.text), isAdded: $0.isAdded) }
        case .fuse:
            return pieces.isEmpty ? [] : [Piece(text: pieces.flatMap(\.text), isAdded: false)]
        case .strip(let text, let start, let stop):
            return pieces.map { Piece(text: Self.strip($0.text, text, start, stop), isAdded: $0.isAdded) }
        case .sequence(let steps): return steps.reduce(pieces) { $1.apply($0) }
        }
    }

    private static func bytes(_ piece: Piece) -> [UInt8] {
        piece.isAdded ? piece.text : ByteAlphabet.bytes(of: piece.text) ?? piece.text
    }

    private static func joinWords(_ pieces: [Piece], _ prefix: [UInt8], _ cleansUp: Bool) -> [Piece] {
        pieces.enumerated().map { index, piece in
            var text = piece.text
            if index > 0 {
                if !prefix.isEmpty, text.starts(with: prefix) {
                    text.removeFirst(prefix.count)
                } else {
                    text.insert(0x20, at: 0)
                }
            }
            return Piece(text: cleansUp ? cleanedUp(text) : text, isAdded: piece.isAdded)
        }
    }

    /// Takes the spaces away that English does not write.
    private static func cleanedUp(_ text: [UInt8]) -> [UInt8] {
        let changes = [
            (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
            (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
        ]
        return changes.reduce(text) { text, change in
            TextNormalizer.replace(Array(change.0.utf8), with: Array(change.1.utf8)).normalize(text)
        }
    }

    private static func unmark(_ pieces: [Piece], _ mark: [UInt8], _ dropsFirst: Bool) -> [Piece] {
        let normalizer = TextNormalizer.replace(mark, with: [0x20])
        return pieces.enumerated().map { index, piece in
            var text = piece.text
            if index == 0, dropsFirst, text.starts(with: mark) { text.removeFirst(mark.count) }
            return Piece(text: normalizer.normalize(text), isAdded: piece.isAdded)
        }
    }

    private static func namedByte(_ text: [UInt8]) -> [UInt8] {
        guard text.count == 6, text.starts(with: "<0x".utf8), text[5] == UInt8(ascii: ">"),
            let byte = UInt8(String(decoding: text[3..<5], as: UTF8.self), radix: 16)
        else { return text }
        return [byte]
    }

    private static func strip(_ text: [UInt8], _ content: [UInt8], _ start: Int, _ stop: Int) -> [UInt8] {
        var text = text[...]
        guard !content.isEmpty else { return Array(text) }
        for _ in 0..<start where text.starts(with: content) { text.removeFirst(content.count) }
        for _ in 0..<stop
        where text.count >= content.count && text.suffix(content.count).elementsEqual(content) {
            text.removeLast(content.count)
        }
        return Array(text)
    }
}
