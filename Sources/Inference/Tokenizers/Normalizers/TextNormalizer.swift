/// What is done to a text before it is cut into words; texts are valid UTF-8 before and after.
indirect enum TextNormalizer: Sendable {
    case form(UnicodeForm)
    case lowercase
    /// Takes away all marks.
    case stripAccents
    case bert(ScalarFolding.Options)
    case replace([UInt8], with: [UInt8])
    case replacePattern(ScalarPattern, with: [UInt8])
    case prepend([UInt8])
    case strip(left: Bool, right: Bool)
    case characterMap(CharacterMap)
    /// What SentencePiece itself does: its map by longest match, then white space as it is set.
    case sentencePiece(SentencePieceNormalizer)
    case sequence([TextNormalizer])

    func normalize(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .form(let form): form.normalize(text)
        case .lowercase: Self.lowercased(text)
        case .stripAccents: Self.filter(text) { !Self.isStrippedMark($0) }
        case .bert(let options): BertNormalization(options: options).normalize(text)
        case .replace(let old, let new): Self.replacing(old, with: new, in: text)
        case .replacePattern(let pattern, let new): Self.replacing(pattern, with: new, in: text)
        case .prepend(let prefix): text.isEmpty ? text : prefix + text
        case .strip(let left, let right): Self.stripped(text, left: left, right: right)
        case .characterMap(let map): map.map(text)
        case .sentencePiece(let normalizer): normalizer.normalize(text)
        case .sequence(let normalizers): normalizers.reduce(text) { $1.normalize($0) }
        }
    }

    /// The marks of Unicode 9, whose tables the reference still has; later ones stay.
    private static func isStrippedMark(_ scalar: UInt32) -> Bool {
        guard ScalarTraits.of(scalar).contains(.mark) else { return false }
        return (Unicode.Scalar(scalar)?.properties.age?.major ?? 0) <= 9
    }

    /// Calls `body` with each scalar and collects what it appends.
    static func rewrite(_ text: [UInt8], _ body: (UInt32, inout [UInt8]) -> Void) -> [UInt8] {
        let span = text.span
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < span.count {
            let (scalar, length) = UTF8Scan.scalar(span, at: position)
            body(scalar, &result)
            position += length
        }
        return result
    }

    static func lowercased(_ text: [UInt8]) -> [UInt8] {
        rewrite(text) { scalar, result in
            if scalar < 0x80 {
                result.append(UInt8(scalar) | ((0x41...0x5A).contains(scalar) ? 0x20 : 0))
            } else if let scalar = Unicode.Scalar(scalar) {
                result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
    }

    static func filter(_ text: [UInt8], _ isKept: (UInt32) -> Bool) -> [UInt8] {
        rewrite(text) { scalar, result in if isKept(scalar) { UTF8Scan.append(scalar, to: &result) } }
    }

    private static func replacing(_ old: [UInt8], with new: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard let lead = old.first, text.contains(lead) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            if text[position] == lead, text[position...].starts(with: old) {
                result.append(contentsOf: new)
                position += old.count
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return result
    }

    private static func replacing(
        _ pattern: ScalarPattern,
        with new: [UInt8],
        in text: [UInt8]
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var kept = 0
        pattern.forEachMatch(text.span, 0..<text.count) { match in
            result.append(contentsOf: text[kept..<match.lowerBound])
            result.append(contentsOf: new)
            kept = match.upperBound
        }
        result.append(contentsOf: text[kept...])
        return result
    }

    private static func stripped(_ text: [UInt8], left: Bool, right: Bool) -> [UInt8] {
        let span = text.span
        var (start, end) = (0, span.count)
        while left, start < end, ScalarTraits.of(UTF8Scan.scalar(span, at: start).0).contains(.space) {
            start += UTF8Scan.length(lead: span[start])
        }
        while right, start < end {
            let before = UTF8Scan.before(span, end)
            guard ScalarTraits.of(UTF8Scan.scalar(span, at: before).0).contains(.space) else { break }
            end = before
        }
        return start < end ? Array(text[start..<end]) : []
    }
}
