/// A UUID that belongs to one kind of thing, so that a model's id cannot be passed where a token's is wanted.
///
/// New ids are version 7 (RFC 9562 section 5.7): they sort by creation time, which keeps b-tree indexes
/// compact.
package struct Identifier<Entity>: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Takes exactly 16 bytes, any UUID version; nil for any other length.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var value: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 {
                value.0 = value.0 << 8 | UInt64(byte)
            } else {
                value.1 = value.1 << 8 | UInt64(byte)
            }
        }
        (high, low) = value
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
        [high, low].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
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
        let hex = Array(Hexadecimal.encode(bytes))
        let groups = [hex[0..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20..<32]]
        return groups.map { String($0) }.joined(separator: "-")
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
