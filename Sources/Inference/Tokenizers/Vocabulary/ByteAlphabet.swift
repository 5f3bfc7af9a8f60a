/// The characters that byte-level vocabularies write for bytes: printable ones stand for themselves, the
/// others are shifted to U+0100 and up (GPT-2's table).
enum ByteAlphabet {
    static let scalars: [UInt32] = {
        var next: UInt32 = 0x100
        return (UInt32(0)..<256).map { byte in
            let isPlain =
                (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || (0xAE...0xFF).contains(byte)
            defer { next += isPlain ? 0 : 1 }
            return isPlain ? byte : next
        }
    }()

    private static let bytes: [UInt32: UInt8] = Dictionary(
        uniqueKeysWithValues: scalars.enumerated().map { ($1, UInt8($0)) }
    )

    /// The bytes that a token's text stands for; nil when it has a character that stands for none.
    static func bytes(of text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let (scalar, length) = UTF8Scan.scalar(text.span, at: position)
            guard let byte = bytes[scalar] else { return nil }
            result.append(byte)
            position += length
        }
        return result
    }
}
