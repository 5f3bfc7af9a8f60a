internal import Tensors

extension GGUFTensorType {
    /// Reads `rows` times `columns` numbers; the caller has checked that the file holds them.
    func matrix(_ rows: Int, _ columns: Int, _ bytes: [UInt8], at offset: Int) -> Matrix {
        switch self {
        case .f32: Matrix(rows: rows, columns: columns, bytes: bytes, offset: offset, stored: .single)
        case .f16: Matrix(rows: rows, columns: columns, bytes: bytes, offset: offset, stored: .half)
        case .bf16: Matrix(rows: rows, columns: columns, bytes: bytes, offset: offset, stored: .brain)
        default: Matrix(rows: rows, columns: columns, widened(bytes.span, rows * columns, at: offset))
        }
    }

    private func widened(_ bytes: borrowing Span<UInt8>, _ count: Int, at offset: Int) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        var target = values.mutableSpan
        for block in 0..<count / blockElements {
            let source = offset + block * blockBytes
            let first = block * blockElements
            switch self {
            case .q8x0: QuantizedBlock.widenQ8(bytes, source, &target, first)
            case .q4x0: QuantizedBlock.widenQ4(bytes, source, &target, first)
            case .q4K: QuantizedBlock.widenQ4K(bytes, source, &target, first)
            case .q5K: QuantizedBlock.widenQ5K(bytes, source, &target, first)
            case .q6K: QuantizedBlock.widenQ6K(bytes, source, &target, first)
            case .f32, .f16, .bf16: break
            }
        }
        return values
    }
}
