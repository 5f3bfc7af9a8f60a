/// Base 62 with digits, upper and lower case, most significant first: tokens that survive double-clicking and URLs.
enum Base62 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// `bytes` as one big-endian number, zero-padded on the left to `width` characters.
    static func encode(_ bytes: [UInt8], width: Int) -> String {
        var number = bytes
        var digits: [UInt8] = []
        while number.contains(where: { $0 != 0 }) { digits.append(alphabet[divide(&number)]) }
        while digits.count < width { digits.append(alphabet[0]) }
        return String(decoding: digits.reversed(), as: UTF8.self)
    }

    static func encode(_ value: UInt64, width: Int) -> String {
        encode(
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) },
            width: width
        )
    }

    /// Divides the big-endian number in place by 62 and returns the remainder.
    private static func divide(_ number: inout [UInt8]) -> Int {
        var remainder = 0
        for index in number.indices {
            let value = remainder << 8 | Int(number[index])
            number[index] = UInt8(value / 62)
            remainder = value % 62
        }
        return remainder
    }
}
