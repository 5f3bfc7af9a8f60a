/// Reads the elements of one top-level JSON array, one at a time, so that those before a damaged place are
/// not lost.
package struct LenientJSONArray {
    private enum State { case start, elements, end }

    private var parser: LenientJSONParser
    private var state = State.start

    package init(_ bytes: [UInt8]) {
        parser = LenientJSONParser(bytes)
    }

    /// Strings read so far whose text had to be repaired.
    package var repairs: Int { parser.repairs }

    /// The next element, nil at the end; after an error there is nothing more.
    package mutating func next() throws(LenientJSONError) -> LenientJSON? {
        do {
            return try advance()
        } catch {
            state = .end
            throw error
        }
    }

    private mutating func advance() throws(LenientJSONError) -> LenientJSON? {
        switch state {
        case .end: return nil
        case .start:
            guard parser.take(UInt8(ascii: "[")) else { throw parser.error("an array was expected") }
            state = .elements
            if parser.take(UInt8(ascii: "]")) { return try finish() }
        case .elements:
            if parser.take(UInt8(ascii: "]")) { return try finish() }
            guard parser.take(UInt8(ascii: ",")) else { throw parser.error("a comma or ] was expected") }
        }
        return try parser.value(depth: 1)
    }

    private mutating func finish() throws(LenientJSONError) -> LenientJSON? {
        state = .end
        try parser.expectEnd()
        return nil
    }
}
