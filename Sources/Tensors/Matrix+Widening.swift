internal import CKernels

/// How numbers are stored in a weight file, always little-endian.
package enum StoredFloat: Sendable, CaseIterable {
    case single
    case half
    case brain

    package var byteCount: Int {
        self == .single ? 4 : 2
    }
}

extension Matrix {
    /// Reads `rows * columns` numbers from `bytes` starting at `offset`, widened to single precision.
    ///
    /// Stops the program when `bytes` is too short: the caller checks offsets against the file.
    package convenience init(rows: Int, columns: Int, bytes: [UInt8], offset: Int, stored: StoredFloat) {
        self.init(rows: rows, columns: columns)
        let count = rows * columns
        precondition(
            offset >= 0 && offset <= bytes.count && count <= (bytes.count - offset) / stored.byteCount,
            "too few bytes"
        )
        unsafe bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress, count > 0 else { return }
            switch stored {
            case .single:
                unsafe UnsafeMutableRawPointer(base).copyMemory(from: start + offset, byteCount: count * 4)
            case .half: unsafe assay_widen_f16(base, start + offset, count)
            case .brain: unsafe assay_widen_bf16(base, start + offset, count)
            }
        }
    }
}

extension Matrix {
    /// All numbers as a file stores them, row after row.
    package var littleEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * rows * columns)
        for value in values {
            let bits = value.bitPattern
            for shift in stride(from: 0, to: UInt32(32), by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
        return bytes
    }

    /// Whether a number is below zero.
    package var holdsNegative: Bool { values.contains { $0 < 0 } }
}
