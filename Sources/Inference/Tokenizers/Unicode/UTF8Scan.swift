/// Reading and writing scalars in bytes that are known to be valid UTF-8.
enum UTF8Scan {
    /// The scalar that begins at `position`, and its bytes.
    static func scalar(_ text: borrowing Span<UInt8>, at position: Int) -> (UInt32, length: Int) {
        let lead = UInt32(text[position])
        if lead < 0x80 { return (lead, 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = lead & (0x7F >> UInt32(length))
        for index in 1..<length where position + index < text.count {
            scalar = scalar << 6 | UInt32(text[position + index]) & 0x3F
        }
        return (scalar, min(length, text.count - position))
    }

    /// The bytes of the scalar whose first byte this is.
    static func length(lead: UInt8) -> Int {
        lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }

    /// Where the scalar before `position` begins.
    static func before(_ text: borrowing Span<UInt8>, _ position: Int) -> Int {
        var index = position - 1
        while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: scalar))
        } else if let scalar = Unicode.Scalar(scalar) {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
