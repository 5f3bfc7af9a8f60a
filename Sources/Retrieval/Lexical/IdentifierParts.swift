/// Where a run of letters, digits and connectors falls apart: `getUserID` at its humps, `CVE-2024-1` at its
/// hyphens.
struct IdentifierParts {
    /// Index ranges of the run, connectors left out. Apostrophes do not divide.
    let ranges: [Range<Int>]
    /// Whether the run as a whole is a name worth a term: it has humps, an underscore or inner dot, or a
    /// divided number.
    let isIdentifier: Bool
    /// Whether the run holds letters and nothing else, so that it can be stemmed like a word.
    let isLettersOnly: Bool

    init(run: [Unicode.Scalar]) {
        var ranges: [Range<Int>] = []
        var start = 0
        var hasHump = false
        for index in run.indices {
            if Self.divides(run[index]) {
                ranges.append(start..<index)
                start = index + 1
            } else if index > start, Self.isHump(run, at: index) {
                hasHump = true
                ranges.append(start..<index)
                start = index
            }
        }
        ranges.append(start..<run.count)
        self.ranges = ranges.filter { !$0.isEmpty }
        let hasDigit = run.contains(where: \.isDigit)
        let hasNameSign = run.contains { $0 == "_" || $0 == "." }
        isIdentifier = self.ranges.count > 1 && (hasHump || hasDigit || hasNameSign)
        isLettersOnly = run.allSatisfy { $0.isASCII && ($0.isSmall || $0.isCapital) }
    }

    private static func divides(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "_" || scalar == "."
    }

    /// A capital after a small letter, or the last capital of a row that two small letters follow
    /// (`HTTPServer`, not `APIs`).
    private static func isHump(_ run: [Unicode.Scalar], at index: Int) -> Bool {
        guard run[index].isCapital else { return false }
        if run[index - 1].isSmall { return true }
        return run[index - 1].isCapital && index + 2 < run.count
            && run[index + 1].isSmall && run[index + 2].isSmall
    }
}

// ASCII first: the Unicode tables cost a hundred times more, and most text is ASCII.
extension Unicode.Scalar {
    fileprivate var isDigit: Bool {
        isASCII ? value >= 0x30 && value <= 0x39 : properties.numericType != nil
    }

    fileprivate var isCapital: Bool {
        isASCII ? value >= 0x41 && value <= 0x5A : properties.isUppercase
    }

    fileprivate var isSmall: Bool {
        isASCII ? value >= 0x61 && value <= 0x7A : properties.isLowercase
    }
}
