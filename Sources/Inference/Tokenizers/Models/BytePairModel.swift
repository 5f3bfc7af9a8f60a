/// Byte-pair encoding by a list of merges, over bytes or over characters.
struct BytePairModel: Sendable {
    /// What a character becomes that the vocabulary does not have.
    struct Unknown: Sendable {
        var token: Int32?
        /// Neighbouring unknown characters become one token.
        var isFused: Bool
        /// Tokens of single bytes, -1 where there is none; empty when bytes do not stand in.
        var bytes: [Int32]
    }

    let table: TokenTable
    let merges: PairTable
    let unknown: Unknown
    /// The token of each byte in a byte-level vocabulary, -1 where there is none; empty over characters.
    let alphabet: [Int32]
    /// Written before each character of a word but the first, and after the last.
    let prefix: [UInt8]
    let suffix: [UInt8]
    /// A word that is a token stays whole, whatever the merges say.
    let keepsWholeWords: Bool

    func append(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        to tokens: inout [Int32],
        _ scratch: inout MergeScratch
    ) {
        if keepsWholeWords, let token = table.token(text, word) {
            tokens.append(token)
            return
        }
        scratch.start()
        if alphabet.isEmpty {
            addCharacters(text, word, &scratch)
        } else {
            for index in word {
                let token = alphabet[Int(text[index])]
                if token >= 0 {
                    scratch.append(token, index..<index + 1)
                } else if let token = unknown.token {
                    scratch.append(token, index..<index + 1)
                }
            }
        }
        scratch.merge(text, self)
        for piece in scratch.pieces { tokens.append(piece.token) }
    }

    private func addCharacters(
        _ text: borrowing Span<UInt8>,
        _ word: Range<Int>,
        _ scratch: inout MergeScratch
    ) {
        var position = word.lowerBound
        var pending: Range<Int>?
        while position < word.upperBound {
            let end = min(position + UTF8Scan.length(lead: text[position]), word.upperBound)
            let character = position..<end
            if let token = token(text, character, in: word) {
                flush(&pending, &scratch)
                scratch.append(token, character)
            } else if !addBytes(text, character, &scratch) {
                addUnknown(character, &pending, &scratch)
            }
            position = end
        }
        flush(&pending, &scratch)
    }

    private func token(
        _ text: borrowing Span<UInt8>,
        _ character: Range<Int>,
        in word: Range<Int>
    ) -> Int32? {
        let isFirst = character.lowerBound == word.lowerBound
        let isLast = character.upperBound == word.upperBound
        if (isFirst || prefix.isEmpty) && (!isLast || suffix.isEmpty) { return table.token(text, character) }
        var bytes = isFirst ? [] : prefix
        for index in character { bytes.append(text[index]) }
        return table.token(isLast ? bytes + suffix : bytes)
    }

    private func addBytes(
        _ text: borrowing Span<UInt8>,
        _ character: Range<Int>,
        _ scratch: inout MergeScratch
    ) -> Bool {
        guard !unknown.bytes.isEmpty else { return false }
        for index in character where unknown.bytes[Int(text[index])] < 0 { return false }
        for index in character { scratch.append(unknown.bytes[Int(text[index])], index..<index + 1) }
        return true
    }

    private func addUnknown(
        _ character: Range<Int>,
        _ pending: inout Range<Int>?,
        _ scratch: inout MergeScratch
    ) {
        if unknown.isFused, let before = pending {
            pending = before.lowerBound..<character.upperBound
        } else {
            flush(&pending, &scratch)
            pending = character
        }
    }

    /// Without a token for the unknown, such characters vanish.
    private func flush(_ pending: inout Range<Int>?, _ scratch: inout MergeScratch) {
        if let range = pending, let token = unknown.token { scratch.append(token, range) }
        pending = nil
    }
}

extension BytePairModel: PieceMerging {
    func merge(
        _ left: MergeScratch.Piece,
        _ right: MergeScratch.Piece,
        _ text: borrowing Span<UInt8>
    ) -> PairTable.Merge? {
        merges[left.token, right.token]
    }
}
