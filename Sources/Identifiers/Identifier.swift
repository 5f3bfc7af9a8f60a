/// A UUID that belongs to one kind of thing, so that a model's id cannot be passed where a token's is wanted.
///
/// New ids are version 7 (RFC 9562 section 5.7): they sort by creation time, which keeps b-tree indexes
/// compact.
package struct Identifier<Entity>: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Takes exactly 16 bytes, any UUID version; nil for any other length.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for index in 0..<8 {
            high = high << 8 | UInt64(bytes[index])
            low = low << 8 | UInt64(bytes[index + 8])
        }
        (self.high, self.low) = (high, low)
    }

    /// The same for bytes in another collection.
    package init?(bytes: some Collection<UInt8>) {
        self.init(bytes: Array(bytes))
    }

    /// Takes the 36-character lower-case form with hyphens; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], let bytes = Hexadecimal.decode(groups.joined())
        else {
            return nil
        }
        self.init(bytes: bytes)
    }

    /// A version 7 id: 48 bits of milliseconds from `instant`, 74 random bits.
    package init(at instant: Instant, random: some FixedWidthInteger & UnsignedInteger, _ more: UInt64) {
        let milliseconds = UInt64(max(0, instant.microseconds) / 1000)
        high = milliseconds << 16 | 0x7000 | UInt64(truncatingIfNeeded: random) & 0x0FFF
        low = 0x8000_0000_0000_0000 | more & 0x3FFF_FFFF_FFFF_FFFF
    }

    /// A version 7 id with randomness from the system.
    package static func new(at instant: Instant) -> Identifier {
        var generator = SystemRandomNumberGenerator()
        return Identifier(at: instant, random: generator.next(), generator.next())
    }

    /// The 16 bytes in network order.
    package var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<8 {
            bytes[index] = UInt8(truncatingIfNeeded: high >> (56 - 8 * index))
            bytes[index + 8] = UInt8(truncatingIfNeeded: low >> (56 - 8 * index))
        }
        return bytes
    }

    /// The version field (RFC 9562 section 4.2): 7 for every id made here.
    package var version: Int { Int(high >> 12 & 0xF) }

    /// The creation time that a version 7 id carries, to the millisecond; nil for other versions.
    package var createdAt: Instant? {
        version == 7 ? Instant(microseconds: Int64(high >> 16) * 1000) : nil
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 {
                text.append(UInt8(ascii: "-"))
            }
            let word = position < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> (60 - 4 * (position & 15))) & 15
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let identifier = Identifier(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an id such as 01938c1e-5e7a-7cc1-9d3c-0242ac120002"
                )
            )
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
