/// The pieces of a WordPiece vocabulary, found by the hash of their bytes.
///
/// Two pieces with the same letters differ in where they may stand: at the start of a word or, written
/// with the continuing prefix, after it. The start is part of the hash.
struct WordPieceVocabulary: Sendable {
    private struct Piece: Sendable {
        let hash: UInt64
        let start: Int32
        let length: Int32
        let token: Int32
    }

    // FNV-1a: one multiplication a byte, and the hash of every prefix comes along the way.
    private static let wordSeed: UInt64 = 0xcbf2_9ce4_8422_2325
    private static let continuationSeed: UInt64 = 0x9e37_79b9_7f4a_7c15
    private static let prime: UInt64 = 0x0000_0100_0000_01b3

    private let bytes: [UInt8]
    private let pieces: [Piece]
    private let slots: [Int32]  // an index into pieces, or -1
    private let mask: Int
    private let longest: Int

    /// The token that stands for a word which no pieces make up.
    let unknown: Int32
    private let wordCharactersMax: Int

    init(
        _ entries: [(text: [UInt8], token: Int32)],
        prefix: [UInt8],
        unknown: Int32,
        wordCharactersMax: Int
    ) {
        var bytes: [UInt8] = []
        var pieces: [Piece] = []
        for entry in entries {
            let text = entry.text
            let continues = !prefix.isEmpty && text.starts(with: prefix)
            let piece = continues ? text[prefix.count...] : text[...]
            if piece.isEmpty { continue }
            let seed = continues ? Self.continuationSeed : Self.wordSeed
            let hash = piece.reduce(seed) { ($0 ^ UInt64($1)) &* Self.prime }
            pieces.append(
                Piece(hash: hash, start: Int32(bytes.count), length: Int32(piece.count), token: entry.token)
            )
            bytes.append(contentsOf: piece)
        }
        var size = 16
        while size < pieces.count * 3 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (index, piece) in pieces.enumerated() {
            var slot = Self.slot(piece.hash, size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
        (self.bytes, self.pieces, self.slots, mask) = (bytes, pieces, slots, size - 1)
        longest = pieces.reduce(0) { max($0, Int($1.length)) }
        self.unknown = unknown
        self.wordCharactersMax = wordCharactersMax
    }

    private static func slot(_ hash: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    }

    /// Appends the longest pieces that make up `word`, or the unknown token when none do.
    ///
    /// `hashes` is working memory.
    func appendPieces(
        of word: [UInt8],
        characters: Int,
        to tokens: inout [Int32],
        hashes: inout [UInt64]
    ) {
        guard characters <= wordCharactersMax else {
            tokens.append(unknown)
            return
        }
        let before = tokens.count
        var start = 0
        while start < word.count {
            guard let (token, end) = longestPiece(of: word, from: start, &hashes) else {
                tokens.removeLast(tokens.count - before)
                tokens.append(unknown)
                return
            }
            tokens.append(token)
            start = end
        }
    }

    private func longestPiece(of word: [UInt8], from start: Int, _ hashes: inout [UInt64]) -> (
        Int32, end: Int
    )? {
        let limit = min(word.count, start + longest)
        hashes.removeAll(keepingCapacity: true)
        var hash = start == 0 ? Self.wordSeed : Self.continuationSeed
        for index in start..<limit {
            hash = (hash ^ UInt64(word[index])) &* Self.prime
            hashes.append(hash)
        }
        var end = limit
        while end > start {
            // A cut inside a character finds nothing: pieces are whole UTF-8.
            if let token = token(hashes[end - start - 1], of: word, start, end) { return (token, end) }
            end -= 1
        }
        return nil
    }

    private func token(_ hash: UInt64, of word: [UInt8], _ start: Int, _ end: Int) -> Int32? {
        var slot = Self.slot(hash, mask)
        while true {
            let index = slots[slot]
            if index < 0 { return nil }
            let piece = pieces[Int(index)]
            if piece.hash == hash, Int(piece.length) == end - start, matches(piece, word, start) {
                return piece.token
            }
            slot = (slot + 1) & mask
        }
    }

    private func matches(_ piece: Piece, _ word: [UInt8], _ start: Int) -> Bool {
        for index in 0..<Int(piece.length) where bytes[Int(piece.start) + index] != word[start + index] {
            return false
        }
        return true
    }
}
