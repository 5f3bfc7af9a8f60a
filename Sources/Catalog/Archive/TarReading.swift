/// Reads a tar archive that arrives in pieces of any size: regular files with ustar or pax names, nothing else.
///
/// Links, folders and devices are refused: nothing that an archive of ours holds needs them, and much harm comes by them.
package struct TarReading: Sendable {
    /// What comes out, in order: a member, its bytes in pieces, and `memberEnd`.
    package enum Event: Hashable, Sendable {
        case member(path: String, sizeBytes: Int64)
        case bytes([UInt8])
        case memberEnd
        case end
    }

    /// Why the bytes are no archive that is read here; safe to show.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    private enum State {
        case header
        case content(left: Int64, padding: Int)
        case pax(left: Int64, padding: Int)
        case skip(Int)
        case ended
    }

    private static let paxBytesMax: Int64 = 65_536
    /// Of one member: far above any file, and far below where sums of sizes overflow.
    private static let memberBytesMax: Int64 = 1 << 50

    private var state = State.header
    private var buffer: [UInt8] = []
    private var pax: [UInt8] = []
    private var paxPath: String?
    private var paxSize: Int64?

    package init() {}

    /// Whether the end of the archive was seen.
    package var isAtEnd: Bool { if case .ended = state { true } else { false } }

    /// Takes the next bytes and gives what they complete.
    package mutating func feed(_ bytes: [UInt8]) throws(Fault) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .ended: return events
            case .header:
                let taken = rest.prefix(TarWriting.blockBytes - buffer.count)
                buffer += taken
                rest = rest.dropFirst(taken.count)
                if buffer.count == TarWriting.blockBytes { try header(&events) }
            case .content(let left, let padding):
                let taken = rest.prefix(Int(min(left, Int64(rest.count))))
                events.append(.bytes(Array(taken)))
                rest = rest.dropFirst(taken.count)
                continueContent(left - Int64(taken.count), padding, &events)
            case .pax(let left, let padding):
                let taken = rest.prefix(Int(min(left, Int64(rest.count))))
                pax += taken
                rest = rest.dropFirst(taken.count)
                try continuePax(left - Int64(taken.count), padding)
            case .skip(let count):
                let taken = min(count, rest.count)
                rest = rest.dropFirst(taken)
                state = count == taken ? .header : .skip(count - taken)
            }
        }
        return events
    }

    private mutating func continueContent(_ left: Int64, _ padding: Int, _ events: inout [Event]) {
        guard left == 0 else { return state = .content(left: left, padding: padding) }
        events.append(.memberEnd)
        state = padding == 0 ? .header : .skip(padding)
    }

    private mutating func continuePax(_ left: Int64, _ padding: Int) throws(Fault) {
        guard left == 0 else { return state = .pax(left: left, padding: padding) }
        try readPax()
        state = padding == 0 ? .header : .skip(padding)
    }

    private mutating func header(_ events: inout [Event]) throws(Fault) {
        let block = buffer
        buffer = []
        guard block.contains(where: { $0 != 0 }) else {
            state = .ended
            return events.append(.end)
        }
        let sum = block.enumerated().reduce(0) {
            $0 + ((148..<156).contains($1.offset) ? 0x20 : Int64($1.element))
        }
        guard Self.octal(block[148..<156]) == sum, let size = Self.octal(block[124..<136]) else {
            throw Fault(description: "it is no tar archive, or a header of it is damaged")
        }
        let padding = TarWriting.padding(after: size).count
        switch block[156] {
        case UInt8(ascii: "x"):
            guard size <= Self.paxBytesMax else { throw Fault(description: "a name in it is too long") }
            state = size == 0 ? .header : .pax(left: size, padding: padding)
        case UInt8(ascii: "0"), 0: try member(block, size, &events)
        default: throw Fault(description: "it holds something that is not a regular file")
        }
    }

    private mutating func member(_ block: [UInt8], _ ustarSize: Int64, _ events: inout [Event]) throws(Fault)
    {
        let prefix = Self.text(block[345..<500])
        let name = Self.text(block[0..<100])
        guard let name, let prefix else { throw Fault(description: "a name in it is not UTF-8") }
        let path = paxPath ?? (prefix.isEmpty ? name : "\(prefix)/\(name)")
        let size = paxSize ?? ustarSize
        (paxPath, paxSize) = (nil, nil)
        events.append(.member(path: path, sizeBytes: size))
        continueContent(size, TarWriting.padding(after: size).count, &events)
    }

    private mutating func readPax() throws(Fault) {
        var rest = pax[...]
        pax = []
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: 0x20),
                let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
                length > space - rest.startIndex + 1,
                length <= rest.count
            else { throw Fault(description: "a pax header in it is damaged") }
            let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
            guard let text = String(validating: record, as: UTF8.self), let equals = text.firstIndex(of: "=")
            else {
                throw Fault(description: "a pax header in it is damaged")
            }
            try take(text[..<equals], String(text[text.index(after: equals)...]))
            rest = rest.dropFirst(length)
        }
    }

    private mutating func take(_ key: Substring, _ value: String) throws(Fault) {
        switch key {
        case "path": paxPath = value
        case "size":
            guard let size = Int64(value), (0...Self.memberBytesMax).contains(size) else {
                throw Fault(description: "a pax header in it is damaged")
            }
            paxSize = size
        default: break
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let digits = bytes.filter { $0 != 0 && $0 != 0x20 }
        // A sign is no digit, though the parser takes it.
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else { return nil }
        return digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}
