/// Entries laid end to end, each after its length as two bytes big-endian (C2SP tlog-tiles).
package enum EntryBundle {
    /// The longest entry: the length has 16 bits.
    package static let entryBytesMax = 65_535

    package static func encode(_ entries: [[UInt8]]) throws(TransparencyLogError) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            guard entry.count <= entryBytesMax else { throw .entryTooLong(byteCount: entry.count) }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xFF))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// Reads exactly `count` entries (1 to 256) with nothing after them.
    package static func parse(_ bytes: [UInt8], count: Int) throws(TransparencyLogError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard position + 2 <= bytes.count else { throw .malformedBundle("it ends inside a length") }
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            position += 2
            guard position + length <= bytes.count else { throw .malformedBundle("it ends inside an entry") }
            entries.append(Array(bytes[position..<position + length]))
            position += length
        }
        guard entries.count == count else {
            throw .malformedBundle("\(entries.count) entries where \(count) belong")
        }
        return entries
    }
}
