internal import CKernels

extension Matrix {
    /// Sets a row to the sum of one row from each of three tables of the same width.
    package func setRow(
        _ row: Int,
        sumOf first: (table: Matrix, row: Int),
        _ second: (table: Matrix, row: Int),
        _ third: (table: Matrix, row: Int)
    ) {
        precondition(
            first.table.columns == columns && second.table.columns == columns
                && third.table.columns == columns,
            "tables of another width"
        )
        unsafe KernelSet(.supported).functions.add3(
            pointer(row..<row + 1),
            first.table.pointer(first.row..<first.row + 1),
            second.table.pointer(second.row..<second.row + 1),
            third.table.pointer(third.row..<third.row + 1),
            columns
        )
    }

    /// Sets a row to the mean of some rows of another matrix, added in order.
    package func setRow(_ row: Int, meanOf source: Matrix, rows range: Range<Int>) {
        precondition(source.columns == columns && !range.isEmpty, "no rows, or rows of another width")
        unsafe KernelSet(.supported).functions.mean_rows(
            pointer(row..<row + 1),
            source.pointer(range),
            range.count,
            columns
        )
    }

    /// Scales a row to Euclidean length 1; a row of zeros stays.
    package func normaliseRow(_ row: Int) {
        _ = unsafe assay_normalise(pointer(row..<row + 1), columns)
    }

    /// The dot product of a vector with every row, in order.
    package func dotProducts(with vector: [Float], level: InstructionLevel = .supported) -> [Float] {
        precondition(vector.count == columns, "\(vector.count) numbers against \(columns) columns")
        var out = [Float](repeating: 0, count: rows)
        unsafe out.withUnsafeMutableBufferPointer { out in
            unsafe vector.withUnsafeBufferPointer { vector in
                guard let to = out.baseAddress, let query = vector.baseAddress else { return }
                unsafe KernelSet(level).functions.dot_rows(to, query, base, rows, columns)
            }
        }
        return out
    }

    /// Replaces each value by what the activation makes of it.
    package func apply(_ activation: Activation, level: InstructionLevel = .supported) {
        unsafe KernelSet(level).functions.activate(base, rows * columns, activation.code)
    }

    /// Multiplies the first half of each row, activated, by the second half; the product replaces the first.
    package func applyGate(_ activation: Activation, rows: Range<Int>, level: InstructionLevel = .supported) {
        precondition(columns.isMultiple(of: 2), "a row without halves")
        let first = unsafe pointer(rows)
        let half = columns / 2
        unsafe KernelSet(level).functions.gate(
            first,
            first + half,
            rows.count,
            half,
            columns,
            activation.code
        )
    }

    /// Replaces each row by its softmax.
    package func applySoftmax(level: InstructionLevel = .supported) {
        for row in 0..<rows { unsafe KernelSet(level).functions.softmax(pointer(row..<row + 1), columns) }
    }
}
