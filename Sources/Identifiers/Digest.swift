/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal characters.
package struct Digest: Hashable, Sendable {
    /// The length of every digest, in bytes.
    package static let byteCount = 32

    /// The 32 bytes as four numbers, the first eight bytes first, each with its most significant byte first.
    ///
    /// Digests fill Merkle trees, and this form never allocates.
    package let words: (UInt64, UInt64, UInt64, UInt64)

    /// Takes the four numbers of `words`.
    package init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Takes exactly 32 bytes; nil for any other length.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        let digest = bytes.withContiguousStorageIfAvailable { buffer in
            unsafe Digest(loadingFrom: UnsafeRawBufferPointer(buffer), at: 0)
        }
        if let digest { self = digest } else { self.init(bytes: Array(bytes)) }
    }

    /// Copies the 32 bytes at `offset`, which the buffer must hold.
    package init(loadingFrom buffer: UnsafeRawBufferPointer, at offset: Int) {
        func word(_ index: Int) -> UInt64 {
            UInt64(
                bigEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self)
            )
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// Takes exactly 64 lower-case hexadecimal characters; nil for anything else, upper case included.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes, most significant first.
    package var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(Self.byteCount)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                out.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return out
    }

    /// The 64 lower-case hexadecimal characters.
    package var hex: String { Hexadecimal.encode(bytes) }

    package static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.3)
    }
}

extension Digest: CustomStringConvertible {
    package var description: String { hex }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(hex: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a SHA-256 digest of 64 lower-case hex digits"
                )
            )
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
