/// The bytes around the members of a tar archive (POSIX.1-2001 ustar with pax records where ustar is too small).
///
/// The same members give the same bytes: no times, no owners, one mode.
package enum TarWriting {
    static let blockBytes = 512
    /// What eleven octal digits hold.
    private static let octalMax: Int64 = 0o77_777_777_777

    /// What stands before a member of this name and size.
    package static func header(path: String, sizeBytes: Int64) -> [UInt8] {
        let isShort = path.utf8.count <= 100 && path.utf8.allSatisfy { $0 < 0x80 }
        guard !isShort || sizeBytes > octalMax else { return block(path, sizeBytes, type: "0") }
        var records: [UInt8] = record("path", path)
        if sizeBytes > octalMax { records += record("size", String(sizeBytes)) }
        let size = Int64(records.count)
        // Readers that know no pax see a name that is cut, never a wrong size.
        let name = String(
            decoding: path.utf8.prefix(100).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") },
            as: UTF8.self
        )
        return block("pax_header", size, type: "x") + records + padding(after: size)
            + block(name, min(sizeBytes, octalMax), type: "0")
    }

    /// Zeros up to the next block.
    package static func padding(after sizeBytes: Int64) -> [UInt8] {
        let rest = Int(sizeBytes % Int64(blockBytes))
        return [UInt8](repeating: 0, count: rest == 0 ? 0 : blockBytes - rest)
    }

    /// What ends an archive.
    package static let end = [UInt8](repeating: 0, count: 2 * blockBytes)

    /// A pax record `<length> key=value\n`, whose length counts its own digits.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n".utf8.count
        var length = rest + 1
        while length != rest + String(length).utf8.count { length = rest + String(length).utf8.count }
        return Array("\(length) \(key)=\(value)\n".utf8)
    }

    private static func block(_ name: String, _ sizeBytes: Int64, type: Character) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: blockBytes)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        put("0000000\0", at: 108)
        put("0000000\0", at: 116)
        put(octal(sizeBytes, digits: 11) + "\0", at: 124)
        put("00000000000\0", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put("ustar\u{0}00", at: 257)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        return block
    }

    private static func octal(_ value: Int64, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
