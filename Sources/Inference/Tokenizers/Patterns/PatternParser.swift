/// Reads the notation of a `ScalarPattern`. Nil means that something stands there which is not known.
struct PatternParser {
    private let source: [UInt32]
    private var position = 0
    private var foldsCase = false
    /// Groups inside one another; real patterns have two.
    private static let levelsMax = 8
    private static let sourceMax = 4_096
    private static let repeatMax = 1_000

    private init(_ source: String) {
        self.source = source.unicodeScalars.map(\.value)
    }

    static func parse(_ source: String) -> ScalarPattern? {
        guard source.utf8.count <= sourceMax else { return nil }
        var parser = PatternParser(source)
        guard let alternatives = parser.alternatives(level: 0), parser.position == parser.source.count,
            !alternatives.isEmpty
        else { return nil }
        return ScalarPattern(alternatives)
    }

    private var next: UInt32? { position < source.count ? source[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        guard position + scalars.count <= source.count,
            source[position..<position + scalars.count].elementsEqual(scalars)
        else { return false }
        position += scalars.count
        return true
    }

    private mutating func alternatives(level: Int) -> [[ScalarPattern.Item]]? {
        guard level <= Self.levelsMax else { return nil }
        var alternatives: [[ScalarPattern.Item]] = []
        repeat {
            guard let sequence = sequence(level: level) else { return nil }
            alternatives.append(sequence)
        } while take("|")
        return alternatives
    }

    private mutating func sequence(level: Int) -> [ScalarPattern.Item]? {
        var items: [ScalarPattern.Item] = []
        while let next, next != UInt32(UInt8(ascii: "|")), next != UInt32(UInt8(ascii: ")")) {
            guard let item = item(level: level) else { return nil }
            items.append(item)
        }
        return items
    }

    private mutating func item(level: Int) -> ScalarPattern.Item? {
        if take("$") { return .end }
        if take("(") { return group(level: level) }
        guard var set = atom() else { return nil }
        set.finish()
        guard let (least, most, isPossessive) = quantifier() else { return nil }
        return .run(set, least: least, most: most, isPossessive: isPossessive)
    }

    private mutating func group(level: Int) -> ScalarPattern.Item? {
        let folded = foldsCase
        defer { foldsCase = folded }
        var lookahead: Bool?
        if take("?!") {
            lookahead = true
        } else if take("?=") {
            lookahead = false
        } else if take("?i:") {
            foldsCase = true
        } else if !take("?:"), next == UInt32(UInt8(ascii: "?")) {
            return nil
        }
        guard let inner = alternatives(level: level + 1), take(")") else { return nil }
        if let lookahead { return .lookahead(inner, isNegative: lookahead) }
        if take("?") { return isQuantifier ? nil : .group(inner, least: 0) }
        return isQuantifier ? nil : .group(inner, least: 1)
    }

    private var isQuantifier: Bool {
        guard let next, let scalar = Unicode.Scalar(next) else { return false }
        return "*+?{".unicodeScalars.contains(scalar)
    }

    private mutating func quantifier() -> (least: Int, most: Int, isPossessive: Bool)? {
        var (least, most) = (1, 1)
        if take("*") {
            (least, most) = (0, .max)
        } else if take("+") {
            (least, most) = (1, .max)
        } else if take("?") {
            (least, most) = (0, 1)
        } else if take("{") {
            guard let bounds = bounds() else { return nil }
            (least, most) = bounds
        } else {
            return (1, 1, false)
        }
        let isPossessive = take("+")
        return isQuantifier ? nil : (least, most, isPossessive)
    }

    private mutating func bounds() -> (Int, Int)? {
        let least = number()
        var most = least
        if take(",") { most = next == UInt32(UInt8(ascii: "}")) ? .max : number() }
        guard take("}"), let most, least != nil || most != .max, (least ?? 0) <= most else { return nil }
        return (least ?? 0, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let next, (0x30...0x39).contains(next) {
            value = (value ?? 0) * 10 + Int(next) - 0x30
            guard let value, value <= Self.repeatMax else { return nil }
            position += 1
        }
        return value
    }
}

// MARK: - Classes

extension PatternParser {
    private mutating func atom() -> ScalarClass? {
        if take("[") { return bracket() }
        if take("\\") { return escape() }
        guard let scalar = next, let character = Unicode.Scalar(scalar) else { return nil }
        guard !"*+?{}^.)]".unicodeScalars.contains(character) else { return nil }
        position += 1
        var set = ScalarClass()
        insert(scalar...scalar, into: &set)
        return set
    }

    private func insert(_ range: ClosedRange<UInt32>, into set: inout ScalarClass) {
        set.ranges.append(range)
        guard foldsCase else { return }
        // Beside ASCII, two characters fold to an ASCII letter: the long s and the sign for kelvin.
        for upper in UInt32(0x41)...0x5A where range.contains(upper) || range.contains(upper + 32) {
            set.ranges.append(upper...upper)
            set.ranges.append(upper + 32...upper + 32)
            if upper == 0x53 { set.insert(0x17F) }
            if upper == 0x4B { set.insert(0x212A) }
        }
    }

    private mutating func bracket() -> ScalarClass? {
        var set = ScalarClass()
        set.isInverted = take("^")
        var isFirst = true
        while isFirst || next != UInt32(UInt8(ascii: "]")) {
            isFirst = false
            guard let low = member(&set) else { return nil }
            guard let low else { continue }
            let isRange =
                next == UInt32(UInt8(ascii: "-")) && position + 1 < source.count
                && source[position + 1] != UInt32(UInt8(ascii: "]"))
            guard isRange else {
                insert(low...low, into: &set)
                continue
            }
            position += 1
            guard case .some(.some(let high)) = member(&set), low <= high else { return nil }
            insert(low...high, into: &set)
        }
        return take("]") ? set : nil
    }

    /// A single character inside brackets, or nil inside when a whole class was added to the set.
    private mutating func member(_ set: inout ScalarClass) -> UInt32?? {
        guard let scalar = next else { return nil }
        position += 1
        guard scalar == UInt32(UInt8(ascii: "\\")) else {
            // A bracket inside brackets, or what joins classes, means other things elsewhere.
            if scalar == UInt32(UInt8(ascii: "[")) || scalar == UInt32(UInt8(ascii: "]")) { return nil }
            if scalar == UInt32(UInt8(ascii: "&")), next == scalar { return nil }
            return .some(scalar)
        }
        guard let escaped = escape() else { return nil }
        if escaped.traits.isEmpty, escaped.complements.isEmpty, let range = escaped.ranges.first {
            return .some(range.lowerBound)
        }
        set.traits.formUnion(escaped.traits)
        set.complements += escaped.complements
        return .some(nil)
    }

    /// What follows a backslash.
    private mutating func escape() -> ScalarClass? {
        guard let scalar = next, let character = Unicode.Scalar(scalar) else { return nil }
        position += 1
        var set = ScalarClass()
        switch character {
        case "r": set.insert(0x0D)
        case "n": set.insert(0x0A)
        case "t": set.insert(0x09)
        case "s": set.traits = .space
        case "S": set.complements = [.space]
        case "d": set.traits = .decimal
        case "w": set.traits = .word
        case "W": set.complements = [.word]
        case "p", "P":
            guard let traits = property() else { return nil }
            if character == "p" { set.traits = traits } else { set.complements = [traits] }
        default:
            guard character.isASCII, !character.properties.isAlphabetic,
                character.properties.numericType == nil
            else { return nil }
            set.insert(scalar)
        }
        return set
    }

    private mutating func property() -> ScalarTraits? {
        guard take("{"), let end = source[position...].firstIndex(of: UInt32(UInt8(ascii: "}"))) else {
            return nil
        }
        let name = String(String.UnicodeScalarView(source[position..<end].compactMap { Unicode.Scalar($0) }))
        position = end + 1
        let names: [String: ScalarTraits] = [
            "L": .letter, "N": .number, "P": .punctuation, "S": .symbol, "M": .mark, "Lu": .upper,
            "Ll": .lower, "Lt": .title, "Lm": .modifierLetter, "Lo": .otherLetter, "Nd": .decimal,
            "Mn": .nonspacing,
        ]
        return names[name]
    }
}
