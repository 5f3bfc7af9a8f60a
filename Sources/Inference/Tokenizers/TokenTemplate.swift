/// The tokens that a model wants around one text and between two, with the segment of each part.
package struct TokenTemplate: Equatable, Sendable {
    enum Part: Equatable, Sendable {
        case token(Int32, segment: Int32)
        case first(segment: Int32)
        case second(segment: Int32)

        var isToken: Bool { if case .token = self { true } else { false } }
    }

    var singleParts: [Part] = [.first(segment: 0)]
    var pairParts: [Part] = [.first(segment: 0), .second(segment: 1)]

    /// What stands before one text and after it.
    package var singleFrame: TokenWindows.Frame {
        let parts = singleParts.map { part -> Int32? in
            if case .token(let token, _) = part { token } else { nil }
        }
        let place = parts.firstIndex { $0 == nil } ?? parts.endIndex
        return TokenWindows.Frame(
            before: parts[..<place].compactMap { $0 },
            after: parts[place...].compactMap { $0 }
        )
    }

    /// Tokens that one text gets in addition to its own.
    package var singleCount: Int { singleParts.count { $0.isToken } }
    /// Tokens that two texts get in addition to their own.
    package var pairCount: Int { pairParts.count { $0.isToken } }

    /// The largest token used, for the size of a model's table.
    var tokenMax: Int32 {
        (singleParts + pairParts).reduce(-1) { most, part in
            if case .token(let token, _) = part { max(most, token) } else { most }
        }
    }

    func single(_ text: ArraySlice<Int32>) -> TokenPair { fill(singleParts, text, []) }

    func pair(_ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>) -> TokenPair {
        fill(pairParts, first, second)
    }

    private func fill(_ parts: [Part], _ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>) -> TokenPair {
        var pair = TokenPair()
        pair.tokens.reserveCapacity(first.count + second.count + parts.count)
        for part in parts {
            switch part {
            case .token(let token, let segment):
                pair.tokens.append(token)
                pair.segments.append(segment)
            case .first(let segment): append(first, segment, to: &pair)
            case .second(let segment): append(second, segment, to: &pair)
            }
        }
        return pair
    }

    private func append(_ text: ArraySlice<Int32>, _ segment: Int32, to pair: inout TokenPair) {
        pair.tokens.append(contentsOf: text)
        pair.segments.append(contentsOf: repeatElement(segment, count: text.count))
    }

    /// How many tokens of each of two texts are kept: the shorter whole when that is possible, else half each.
    static func share(_ room: Int, between first: Int, and second: Int) -> (Int, Int) {
        if first + second <= room { return (first, second) }
        let short = min(first, second)
        var (left, right) = (short, max(short, room - short))
        if left + right > room { (left, right) = (room / 2, room / 2 + room % 2) }
        return first > second ? (right, left) : (left, right)
    }
}
