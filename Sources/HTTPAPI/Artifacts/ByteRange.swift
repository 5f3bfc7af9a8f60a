/// What a `Range` header asks for (RFC 9110 section 14), held against a size.
enum ByteRange: Hashable, Sendable {
    case whole
    case part(Range<Int64>)
    /// Nothing of the content is in the range: 416.
    case unsatisfiable

    /// A header that is malformed, of another unit or of several ranges is passed over, as the standard allows.
    init(header: String?, sizeBytes: Int64) {
        guard let header, header.lowercased().hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            self = .whole
            return
        }
        switch (Self.number(ends[0]), Self.number(ends[1])) {
        case (let first?, let last?) where last >= first: self.init(from: first, to: last, sizeBytes)
        case (let first?, nil) where ends[1].isEmpty: self.init(from: first, to: .max, sizeBytes)
        case (nil, let count?) where ends[0].isEmpty:
            self =
                count == 0 || sizeBytes == 0 ? .unsatisfiable : .part(max(0, sizeBytes - count)..<sizeBytes)
        default: self = .whole
        }
    }

    private init(from first: Int64, to last: Int64, _ sizeBytes: Int64) {
        self = first < sizeBytes ? .part(first..<(min(last, sizeBytes - 1) + 1)) : .unsatisfiable
    }

    private static func number(_ text: some StringProtocol) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text) ?? .max
    }
}
