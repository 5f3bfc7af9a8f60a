/// Why stored bytes are not a term vector.
package enum TermVectorError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownVersion(UInt8)
    case malformed(atByte: Int)

    package var description: String {
        switch self {
        case .unknownVersion(let version):
            "stored terms have format \(version), this program reads format 1; index the chunk again"
        case .malformed(let offset):
            "stored terms are damaged at byte \(offset); index the chunk again"
        }
    }
}

extension TermVector {
    /// At most this many distinct terms are read; a chunk holds a few hundred.
    package static let entriesMax = 65_536

    private static let version: UInt8 = 1

    /// Format 1: a version byte; length and entry count as LEB128; every hash as 8 little-endian bytes in
    /// ascending order; every frequency as LEB128. Hashes are spread evenly, so differences would save
    /// nothing.
    package var bytes: [UInt8] {
        var out: [UInt8] = [Self.version]
        out.reserveCapacity(8 + entries.count * 9)
        Self.append(UInt64(length), to: &out)
        Self.append(UInt64(entries.count), to: &out)
        for entry in entries {
            for shift in stride(from: 0, to: 64, by: 8) {
                out.append(UInt8(truncatingIfNeeded: entry.term.value >> shift))
            }
        }
        for entry in entries { Self.append(UInt64(entry.frequency), to: &out) }
        return out
    }

    /// Reads format 1 and nothing else: no trailing bytes, no unsorted or repeated terms, no frequency of
    /// zero, and a length that the frequencies allow.
    package init(bytes: [UInt8]) throws(TermVectorError) {
        guard let version = bytes.first else { throw .malformed(atByte: 0) }
        guard version == Self.version else { throw .unknownVersion(version) }
        var reader = ByteReader(bytes: bytes, offset: 1)
        let length = try reader.number(max: UInt64(UInt32.max))
        let count = Int(try reader.number(max: UInt64(Self.entriesMax)))
        // Each entry takes at least nine bytes, so a count that the bytes cannot hold allocates nothing.
        guard bytes.count - reader.offset >= count * 9 else { throw .malformed(atByte: reader.offset) }
        var hashes: [UInt64] = []
        hashes.reserveCapacity(count)
        for _ in 0..<count {
            let hash = reader.fixed64()
            if let last = hashes.last, last >= hash { throw .malformed(atByte: reader.offset) }
            hashes.append(hash)
        }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        var total: UInt64 = 0
        for hash in hashes {
            let frequency = try reader.number(max: UInt64(UInt16.max))
            guard frequency > 0 else { throw .malformed(atByte: reader.offset) }
            total += frequency
            entries.append(Entry(term: TermHash(value: hash), frequency: UInt16(frequency)))
        }
        guard reader.offset == bytes.count, total <= length else { throw .malformed(atByte: reader.offset) }
        self.init(entries: entries, length: UInt32(length))
    }

    private static func append(_ number: UInt64, to out: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(rest))
    }
}

/// Reads numbers from the front of stored bytes.
private struct ByteReader {
    let bytes: [UInt8]
    var offset: Int

    /// A LEB128 number in its shortest form.
    mutating func number(max limit: UInt64) throws(TermVectorError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 35 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 {
                guard value <= limit, byte != 0 || shift == 0 else { throw .malformed(atByte: offset) }
                return value
            }
            shift += 7
        }
        throw .malformed(atByte: offset)
    }

    /// Eight little-endian bytes; the caller has checked that they are there.
    mutating func fixed64() -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[offset + index]) << (8 * UInt64(index)) }
        offset += 8
        return value
    }
}
