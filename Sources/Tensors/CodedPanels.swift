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

    init(_ weights: Matrix, block: Int) {
        precondition(block >= 32 && block <= ASSAY_BLOCK_MAX && block.isMultiple(of: 32), "no such block")
        self.block = block
        let blocks = (weights.columns + block - 1) / block
        let columns = assay_panel_count(weights.rows) * Int(ASSAY_PANEL_COLUMNS)
        depth = blocks * block
        let memory = unsafe NumberMemory.allocate(byteCount: max(1, columns * depth))
        unsafe codes = memory.bindMemory(to: Int8.self, capacity: max(1, columns * depth))
        steps = Matrix(rows: columns, columns: blocks)
        sums = Matrix(rows: columns, columns: blocks)
        unsafe assay_pack_codes(
            codes,
            steps.base,
            sums.base,
            weights.base,
            weights.rows,
            weights.columns,
            depth,
            block
        )
    }

    deinit {
        unsafe codes.deallocate()
    }
}
