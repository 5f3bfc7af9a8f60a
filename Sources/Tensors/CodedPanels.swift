internal import CKernels

/// A linear layer's weights as 8-bit codes in the order in which the kernel reads them.
// @unchecked: the memory is written in the initialiser only.
@safe final class CodedPanels: @unchecked Sendable {
    let block: Int
    /// Inputs in whole blocks.
    let depth: Int
    let codes: UnsafeMutablePointer<Int8>
    let steps: Matrix
    let sums: Matrix

    /// The matrices stand one under the other; all have the same columns and blocks.
    init(_ parts: [CodedMatrix], block: Int) {
        precondition(block >= 32 && block <= ASSAY_BLOCK_MAX && block.isMultiple(of: 32), "no such block")
        self.block = block
        let inputs = parts.first?.columns ?? 0
        let blocks = CodedMatrix.blocks(inputs, of: block)
        let outputs = parts.reduce(0) { $0 + $1.rows }
        let columns = assay_panel_count(outputs) * Int(ASSAY_PANEL_COLUMNS)
        depth = blocks * block
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, columns * depth), alignment: 64)
        unsafe codes = memory.bindMemory(to: Int8.self, capacity: max(1, columns * depth))
        steps = Matrix(rows: columns, columns: blocks)
        sums = Matrix(rows: columns, columns: blocks)
        let given = parts.count == 1 ? parts[0].codes : parts.flatMap(\.codes)
        let givenSteps = Matrix(stacking: parts.map(\.steps), columns: blocks)
        unsafe given.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe assay_pack_codes(
                codes,
                steps.base,
                sums.base,
                base.assumingMemoryBound(to: Int8.self),
                givenSteps.base,
                outputs,
                inputs,
                block
            )
        }
    }

    deinit {
        unsafe codes.deallocate()
    }
}
