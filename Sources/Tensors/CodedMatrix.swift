internal import CKernels
internal import Glibc

/// A matrix of weights as 8-bit codes -127 to 127, row after row, with a step for every `block` neighbours.
///
/// A weight is its code times its step. A row's last block may be shorter.
package struct CodedMatrix: Sendable {
    package let rows: Int
    package let columns: Int
    package let block: Int
    /// The codes in two's complement.
    package let codes: [UInt8]
    /// `rows` x `blocks(columns, of: block)`.
    package let steps: Matrix

    /// Steps that a row of `columns` weights has.
    package static func blocks(_ columns: Int, of block: Int) -> Int { (columns + block - 1) / block }

    /// Takes codes and steps as they are; whoever read them has checked them.
    package init(rows: Int, columns: Int, block: Int, codes: [UInt8], steps: Matrix) {
        precondition(codes.count == rows * columns, "\(codes.count) codes for \(rows) x \(columns)")
        precondition(
            steps.rows == rows && steps.columns == Self.blocks(columns, of: block),
            "a step for each block"
        )
        (self.rows, self.columns, self.block) = (rows, columns, block)
        (self.codes, self.steps) = (codes, steps)
    }

    /// Rounds weights to the nearest codes; they must be finite.
    package init(rounding weights: Matrix, block: Int) {
        let steps = Matrix(rows: weights.rows, columns: Self.blocks(weights.columns, of: block))
        let count = weights.rows * weights.columns
        let codes = unsafe [UInt8](unsafeUninitializedCapacity: max(1, count)) { buffer, filled in
            if let base = buffer.baseAddress {
                unsafe base.withMemoryRebound(to: Int8.self, capacity: max(1, count)) { codes in
                    unsafe assay_code_weights(
                        codes,
                        steps.base,
                        weights.base,
                        weights.rows,
                        weights.columns,
                        block
                    )
                }
            }
            filled = count
        }
        self.init(rows: weights.rows, columns: weights.columns, block: block, codes: codes, steps: steps)
    }

    /// Whether one of the codes is -128, with which products of two codes would not fit 16 bits.
    package var holdsCodeOutOfRange: Bool {
        unsafe codes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe memchr(base, 0x80, bytes.count) != nil
        }
    }
}
