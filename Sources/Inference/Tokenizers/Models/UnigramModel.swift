/// SentencePiece's unigram model: the tokens whose scores add up to the most (Viterbi).
struct UnigramModel: Sendable {
    /// What a character costs that no token covers, below the lowest score.
    private static let unknownPenalty = 10.0

    private let trie: TokenTrie
    private let table: TokenTable
    private let scores: [Double]
    private let unknown: Int32?
    private let unknownScore: Double
    /// Tokens of single bytes, -1 where there is none; empty when bytes do not stand in.
    private let bytes: [Int32]

    /// The scores of all tokens in the order of their numbers. Nil when there is too much text for the trie.
    ///
    /// `texts` may leave tokens out that are never found in text.
    init?(texts: [(text: [UInt8], token: Int32)], scores: [Double], unknown: Int32?, bytes: [Int32]) {
        guard let trie = TokenTrie(texts) else { return nil }
        self.trie = trie
        table = TokenTable(texts)
        self.scores = scores
        self.unknown = unknown
        self.bytes = bytes
        unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
    }

    /// The best way to each position of a word, kept so that words do not allocate.
    struct Scratch: Sendable {
        var scores: [Double] = []
        var starts: [Int32] = []
        var tokens: [Int32] = []
        var pieces: [Range<Int>] = []
    }

    func append(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        to tokens: inout [Int32],
        _ scratch: inout Scratch
    ) {
        findBest(text, word, &scratch)
        collect(word, &scratch)
        for piece in scratch.pieces.reversed() { append(text, piece, to: &tokens) }
    }

    private func findBest(_ text: borrowing Span<UInt8>, _ word: Range<Int>, _ scratch: inout Scratch) {
        let (start, count) = (word.lowerBound, word.count)
        scratch.scores.removeAll(keepingCapacity: true)
        scratch.starts.removeAll(keepingCapacity: true)
        scratch.tokens.removeAll(keepingCapacity: true)
        scratch.scores.append(contentsOf: repeatElement(0, count: count + 1))
        scratch.starts.append(contentsOf: repeatElement(-1, count: count + 1))
        scratch.tokens.append(contentsOf: repeatElement(-1, count: count + 1))
        var position = 0
        while position < count {
            let length = min(UTF8Scan.length(lead: text[start + position]), count - position)
            let score = scratch.scores[position]
            var hasCharacter = false
            var node: Int32 = 0
            var end = position
            while end < count, let next = trie.child(node, text[start + end]) {
                (node, end) = (next, end + 1)
                let token = trie.tokens[Int(next)]
                guard token >= 0 else { continue }
                scratch.offer(end, score + scores[Int(token)], position, token)
                if end - position == length { hasCharacter = true }
            }
            if !hasCharacter { scratch.offer(position + length, score + unknownScore, position, -1) }
            position += length
        }
    }

    /// Walks back along the best way; neighbouring unknown characters become one piece.
    private func collect(_ word: Range<Int>, _ scratch: inout Scratch) {
        scratch.pieces.removeAll(keepingCapacity: true)
        var end = word.count
        var unknownEnd: Int?
        while end > 0 {
            let start = max(0, Int(scratch.starts[end]))
            let token = scratch.tokens[end]
            if token < 0 || token == unknown {
                unknownEnd = unknownEnd ?? end
            } else {
                if let last = unknownEnd { scratch.add(word.lowerBound, end..<last) }
                unknownEnd = nil
                scratch.add(word.lowerBound, start..<end)
            }
            end = start
        }
        if let last = unknownEnd { scratch.add(word.lowerBound, 0..<last) }
    }

    private func append(_ text: borrowing Span<UInt8>, _ piece: Range<Int>, to tokens: inout [Int32]) {
        if let token = table.token(text, piece) {
            tokens.append(token)
            return
        }
        var hasBytes = !bytes.isEmpty
        if hasBytes { for index in piece where bytes[Int(text[index])] < 0 { hasBytes = false } }
        if hasBytes {
            for index in piece { tokens.append(bytes[Int(text[index])]) }
        } else if let unknown {
            tokens.append(unknown)
        }
    }
}

extension UnigramModel.Scratch {
    mutating func offer(_ end: Int, _ score: Double, _ start: Int, _ token: Int32) {
        guard starts[end] < 0 || score > scores[end] else { return }
        (scores[end], starts[end], tokens[end]) = (score, Int32(start), token)
    }

    mutating func add(_ offset: Int, _ piece: Range<Int>) {
        pieces.append(offset + piece.lowerBound..<offset + piece.upperBound)
    }
}
