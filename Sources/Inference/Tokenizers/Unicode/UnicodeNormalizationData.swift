/// What decomposition, canonical order and composition need to know about characters.
struct UnicodeNormalizationData: Sendable {
    static let shared = UnicodeNormalizationData()

    private let canonical: [UInt32: UnicodeDecompositionReader.Entry]
    private let compatible: [UInt32: UnicodeDecompositionReader.Entry]
    private let pairs: [UInt64: UInt32]
    /// One bit for each form in which a character of the basic plane stays and nothing before joins it.
    private let basicPlane: [UInt8]
    private let seconds: Set<UInt32>

    private init() {
        canonical = UnicodeDecompositionReader.entries(CanonicalTable.text)
        compatible = UnicodeDecompositionReader.entries(CompatibilityTable.text)
        var pairs: [UInt64: UInt32] = [:]
        var seconds: Set<UInt32> = []
        for (code, entry) in canonical where entry.composes {
            pairs[Self.key(entry.parts[0], entry.parts[1])] = code
            seconds.insert(entry.parts[1])
        }
        (self.pairs, self.seconds) = (pairs, seconds)
        var plane = [UInt8](repeating: 0, count: 0x10000)
        for code in UInt32(0)..<0x10000 where Unicode.Scalar(code) != nil {
            plane[Int(code)] = Self.stays(code, canonical, compatible, seconds)
        }
        basicPlane = plane
    }

    private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    private static func bit(_ form: UnicodeForm) -> UInt8 {
        switch form {
        case .decomposed: 1
        case .composed: 2
        case .compatibilityDecomposed: 4
        case .compatibilityComposed: 8
        }
    }

    private static func stays(
        _ code: UInt32,
        _ canonical: [UInt32: UnicodeDecompositionReader.Entry],
        _ compatible: [UInt32: UnicodeDecompositionReader.Entry],
        _ seconds: Set<UInt32>
    ) -> UInt8 {
        if code < 0x80 { return 15 }
        if combiningClass(code) != 0 { return 0 }
        let isSyllable = (0xAC00...0xD7A3).contains(code)
        let joins =
            seconds.contains(code) || (0x1161...0x1175).contains(code) || (0x11A8...0x11C2).contains(code)
        let entry = canonical[code]
        let hasCompatible = compatible[code] != nil
        var bits: UInt8 = 0
        if entry == nil && !isSyllable { bits |= 1 }
        if (entry?.composes ?? true) && !joins { bits |= 2 }
        if entry == nil && !isSyllable && !hasCompatible { bits |= 4 }
        let staysWhole = entry == nil || !hasCompatiblePart(code, canonical, compatible)
        if (entry?.composes ?? true) && !joins && !hasCompatible && staysWhole { bits |= 8 }
        return bits
    }

    /// Whether what a character comes apart into comes apart further by compatibility.
    private static func hasCompatiblePart(
        _ code: UInt32,
        _ canonical: [UInt32: UnicodeDecompositionReader.Entry],
        _ compatible: [UInt32: UnicodeDecompositionReader.Entry]
    ) -> Bool {
        if compatible[code] != nil { return true }
        return (canonical[code]?.parts ?? []).contains { hasCompatiblePart($0, canonical, compatible) }
    }

    /// Whether the character is itself in the form and no character before it changes with it.
    func stays(_ scalar: UInt32, _ form: UnicodeForm) -> Bool {
        if scalar < 0x10000 { return basicPlane[Int(scalar)] & Self.bit(form) != 0 }
        return Self.stays(scalar, canonical, compatible, seconds) & Self.bit(form) != 0
    }

    static func combiningClass(_ scalar: UInt32) -> UInt8 {
        Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    func decompose(_ scalar: UInt32, compatible isCompatible: Bool, into result: inout [UInt32]) {
        if (0xAC00...0xD7A3).contains(scalar) {
            let index = scalar - 0xAC00
            result += [0x1100 + index / 588, 0x1161 + index % 588 / 28]
            if index % 28 > 0 { result.append(0x11A7 + index % 28) }
        } else if let entry = canonical[scalar] ?? (isCompatible ? compatible[scalar] : nil) {
            for part in entry.parts { decompose(part, compatible: isCompatible, into: &result) }
        } else {
            result.append(scalar)
        }
    }

    /// Puts marks after one starter into the order of their classes, equal ones as they were.
    func reorder(_ scalars: inout [UInt32]) {
        var start = 0
        while start < scalars.count {
            var end = start + 1
            if Self.combiningClass(scalars[start]) != 0 {
                while end < scalars.count, Self.combiningClass(scalars[end]) != 0 { end += 1 }
                if end - start > 1 { sortMarks(&scalars, start..<end) }
            }
            start = end
        }
    }

    private func sortMarks(_ scalars: inout [UInt32], _ range: Range<Int>) {
        let marks = scalars[range].map { ($0, Self.combiningClass($0)) }
        let sorted = marks.enumerated().sorted {
            ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
        }
        for (offset, mark) in sorted.enumerated() { scalars[range.lowerBound + offset] = mark.element.0 }
    }

    func compose(_ scalars: inout [UInt32]) {
        var result: [UInt32] = []
        var starter = -1
        var classBefore = -1  // of the last character kept after the starter
        for scalar in scalars {
            let own = Int(Self.combiningClass(scalar))
            if starter >= 0, classBefore < own || classBefore < 0, let joined = join(result[starter], scalar)
            {
                result[starter] = joined
                continue
            }
            result.append(scalar)
            if own == 0 {
                starter = result.count - 1
                classBefore = -1
            } else {
                classBefore = own
            }
        }
        scalars = result
    }

    private func join(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        let isOpenSyllable = (0xAC00...0xD7A3).contains(first) && (first - 0xAC00) % 28 == 0
        if isOpenSyllable, (0x11A8...0x11C2).contains(second) { return first + second - 0x11A7 }
        return pairs[Self.key(first, second)]
    }
}
