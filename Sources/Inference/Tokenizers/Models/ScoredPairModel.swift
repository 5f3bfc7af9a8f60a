/// SentencePiece's byte-pair encoding: two neighbours merge when their text is a token, the best score first.
struct ScoredPairModel: Sendable {
    let table: TokenTable
    /// The rank of each token's score among all scores, from the best.
    let ranks: [UInt32]
    /// Tokens of single bytes, -1 where there is none.
    let bytes: [Int32]
    let unknown: Int32?

    init(table: TokenTable, scores: [Double], bytes: [Int32], unknown: Int32?) {
        self.table = table
        self.bytes = bytes
        self.unknown = unknown
        var ranks = [UInt32](repeating: 0, count: scores.count)
        var rank: UInt32 = 0
        var before: Double?
        for token in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
            if let before, scores[token] != before { rank += 1 }
            before = scores[token]
            ranks[token] = rank
        }
        self.ranks = ranks
    }

    func append(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        to tokens: inout [Int32],
        _ scratch: inout MergeScratch
    ) {
        scratch.start()
        var position = word.lowerBound
        while position < word.upperBound {
            let end = min(position + UTF8Scan.length(lead: text[position]), word.upperBound)
            scratch.append(table.token(text, position..<end) ?? -1, position..<end)
            position = end
        }
        scratch.merge(text, self)
        for piece in scratch.pieces {
            if piece.token >= 0 {
                tokens.append(piece.token)
            } else {
                appendBytes(text, Int(piece.start)..<Int(piece.end), to: &tokens)
            }
        }
    }

    private func appendBytes(
        _ text: borrowing Span<UInt8>,
        _ range: Range<Int>,
        to tokens: inout [Int32]
    ) {
        for index in range where bytes[Int(text[index])] < 0 {
            if let unknown { tokens.append(unknown) }
            return
        }
        for index in range { tokens.append(bytes[Int(text[index])]) }
    }
}

extension ScoredPairModel: PieceMerging {
    func merge(
        _ left: MergeScratch.Piece,
        _ right: MergeScratch.Piece,
        _ text: borrowing Span<UInt8>
    ) -> PairTable.Merge? {
        guard let token = table.token(text, Int(left.start)..<Int(right.end)) else { return nil }
        return PairTable.Merge(rank: ranks[Int(token)], token: token)
    }
}
