/// Reads the binary form of COPY (PostgreSQL manual, "COPY", Binary Format) from pieces cut anywhere.
struct CopyDecoder: Sendable {
    /// Eleven bytes that open every binary copy.
    static let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]

    private enum State {
        case header
        case rows
        case ended
    }

    private var state = State.header
    private var pending: [UInt8] = []

    /// Takes in more bytes and appends the rows that are complete to the builder.
    mutating func feed(_ piece: [UInt8], into builder: inout RowBlockBuilder) throws(PostgresError) {
        pending.append(contentsOf: piece)
        var offset = 0
        while let next = try step(from: offset, into: &builder) {
            offset = next
        }
        pending.removeFirst(offset)
    }

    /// Reads one unit at `offset`; nil when it is not complete or nothing more is expected.
    private mutating func step(
        from offset: Int,
        into builder: inout RowBlockBuilder
    ) throws(PostgresError) -> Int? {
        switch state {
        case .header:
            guard let next = try headerEnd() else { return nil }
            state = .rows
            return next
        case .rows:
            return try readRow(from: offset, into: &builder)
        case .ended:
            guard offset == pending.count else { throw .malformed("Bytes follow the end of the copy.") }
            return nil
        }
    }

    private func headerEnd() throws(PostgresError) -> Int? {
        let fixed = CopyDecoder.signature.count + 8
        guard pending.count >= fixed else { return nil }
        guard pending.starts(with: CopyDecoder.signature) else {
            throw .malformed("The copy does not start with the signature of the binary format.")
        }
        let extensionLength: Int32 = pending.span.networkInteger(at: fixed - 4)
        guard extensionLength >= 0 else { throw .malformed("The copy has a header of negative length.") }
        let end = fixed + Int(extensionLength)
        return pending.count >= end ? end : nil
    }

    private mutating func readRow(
        from offset: Int,
        into builder: inout RowBlockBuilder
    ) throws(PostgresError) -> Int? {
        guard pending.count - offset >= 2 else { return nil }
        let count: Int16 = pending.span.networkInteger(at: offset)
        if count == -1 {
            state = .ended
            return offset + 2
        }
        guard Int(count) == builder.columns.names.count else {
            throw .malformed("A copied row has \(count) fields.")
        }
        guard let fields = try fieldRanges(count: Int(count), from: offset + 2) else { return nil }
        for field in fields.ranges {
            if let field { builder.append(pending[field]) } else { builder.appendNull() }
        }
        builder.endRow()
        return fields.end
    }

    private func fieldRanges(
        count: Int,
        from start: Int
    ) throws(PostgresError) -> (ranges: [Range<Int>?], end: Int)? {
        var ranges: [Range<Int>?] = []
        var offset = start
        for _ in 0..<count {
            guard pending.count - offset >= 4 else { return nil }
            let length: Int32 = pending.span.networkInteger(at: offset)
            offset += 4
            guard length >= -1 else { throw .malformed("A copied field has length \(length).") }
            guard length >= 0 else {
                ranges.append(nil)
                continue
            }
            guard pending.count - offset >= Int(length) else { return nil }
            ranges.append(offset..<(offset + Int(length)))
            offset += Int(length)
        }
        return (ranges, offset)
    }
}
