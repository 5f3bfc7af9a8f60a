/// Text to terms, the same way for chunks and for questions.
///
/// Words are lower-cased, stripped of diacritics, freed of English stop words and stemmed (Porter2).
/// Identifiers such as `CVE-2024-1`, `v1.4.2`, `snake_case` and `camelCase` give themselves whole and their
/// parts. Scripts without spaces give overlapping pairs of characters; other scripts give whole words,
/// unstemmed.
package enum LexicalAnalyzer {
    /// Longer words are skipped: keys, base-64 blobs and the like name no subject.
    static let wordScalarsMax = 80

    /// The hashes of the terms in the order of the text, repeats included.
    package static func terms(of text: String) -> [TermHash] {
        words(of: text).map { TermHash(term: $0.utf8) }
    }

    /// The terms of a text, counted.
    package static func vector(of text: String) -> TermVector {
        TermVector(terms: terms(of: text))
    }

    /// The terms themselves, for tests and for explaining a result.
    package static func words(of text: String) -> [String] {
        var collector = WordCollector()
        for scalar in text.unicodeScalars { collector.take(scalar) }
        collector.finish()
        return collector.words
    }
}

/// Gathers scalars into runs and turns each run into terms.
private struct WordCollector {
    private(set) var words: [String] = []
    private var run: [Unicode.Scalar] = []
    private var pendingConnector: Unicode.Scalar?
    private var unsegmented: [Unicode.Scalar] = []

    mutating func take(_ scalar: Unicode.Scalar) {
        switch WordScalar(scalar) {
        case .letter:
            finishUnsegmented()
            if let connector = pendingConnector { run.append(connector) }
            pendingConnector = nil
            run.append(scalar)
        case .unsegmented:
            finishRun()
            unsegmented.append(scalar)
        case .connector where !run.isEmpty && pendingConnector == nil:
            pendingConnector = scalar
        case .connector, .separator:
            takeSeparator(scalar)
        }
    }

    mutating func finish() {
        finishRun()
        finishUnsegmented()
    }

    /// `c#` and `c++` are the names of languages: the sign stays with a letter that stands alone.
    private mutating func takeSeparator(_ scalar: Unicode.Scalar) {
        if run.count == 1, run[0].properties.isAlphabetic, pendingConnector == nil,
            scalar == "#" || scalar == "+"
        {
            run.append(scalar)
        } else if run.count == 2, run[1] == "+", scalar == "+" {
            run.append(scalar)
        } else {
            finish()
        }
    }

    private mutating func finishUnsegmented() {
        guard !unsegmented.isEmpty else { return }
        if unsegmented.count == 1 { words.append(folded(unsegmented[...])) }
        for index in unsegmented.indices.dropLast() { words.append(folded(unsegmented[index...index + 1])) }
        unsegmented.removeAll(keepingCapacity: true)
    }

    private mutating func finishRun() {
        defer {
            run.removeAll(keepingCapacity: true)
            pendingConnector = nil
        }
        if run.count == 2, run[1] == "+" { run.removeLast() }
        guard !run.isEmpty, run.count <= LexicalAnalyzer.wordScalarsMax else { return }
        let parts = IdentifierParts(run: run)
        if parts.isIdentifier {
            words.append(parts.isLettersOnly ? stemmed(folded(run[...])) : folded(run[...]))
        }
        for part in parts.ranges { appendWord(folded(run[part])) }
    }

    private mutating func appendWord(_ word: String) {
        let bytes = Array(word.utf8)
        guard !bytes.isEmpty, !EnglishStopWords.contains(bytes) else { return }
        words.append(stemmed(word))
    }

    private func stemmed(_ word: String) -> String {
        EnglishStemmer.stem(word)
    }

    /// The folded scalars without apostrophes, and without a final `'s`.
    private func folded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        let possessive =
            scalars.count > 2 && (scalars.last == "s" || scalars.last == "S")
            && isApostrophe(scalars[scalars.endIndex - 2])
        for scalar in possessive ? scalars.dropLast(2) : scalars where !isApostrophe(scalar) {
            LetterFolding.append(scalar, to: &view)
        }
        return String(view)
    }

    private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar.value == 0x2019
    }
}
