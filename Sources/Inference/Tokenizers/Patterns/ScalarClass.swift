/// A set of characters, as `[...]`, `\p{...}` or a character for itself writes it in a pattern.
struct ScalarClass: Equatable, Sendable {
    /// Characters with any of these traits belong to it.
    var traits: ScalarTraits = []
    /// Characters without any of these traits belong to it; nil adds nothing.
    var complements: [ScalarTraits] = []
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false
    private var ascii: [Bool] = []

    mutating func insert(_ scalar: UInt32) { ranges.append(scalar...scalar) }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 0x80, !ascii.isEmpty { return ascii[Int(scalar)] }
        return computed(scalar)
    }

    private func computed(_ scalar: UInt32) -> Bool {
        let own = ScalarTraits.of(scalar)
        var isIn = !own.isDisjoint(with: traits)
        for range in ranges where range.contains(scalar) { isIn = true }
        for complement in complements where own.isDisjoint(with: complement) { isIn = true }
        return isIn != isInverted
    }

    /// Works out the answers for ASCII ahead.
    mutating func finish() {
        ascii = []
        ascii = (UInt32(0)..<0x80).map { computed($0) }
    }
}
