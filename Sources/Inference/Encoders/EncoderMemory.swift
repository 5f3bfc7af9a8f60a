internal import Tensors

/// Bytes that an encoder takes, from its shape alone: known before anything is loaded.
package struct EncoderMemory: Equatable, Sendable {
    private static let floatBytes = MemoryLayout<Float>.stride
    /// Outputs of a packed layer come in whole pairs of panels.
    private static let outputsStep = 32
    /// `RelativeBias` keeps this many entries more at either end.
    private static let relativeMargin = 32

    private static let blockMax = 256

    private let shape: EncoderConfiguration
    private let precision: EncoderPrecision

    package init(_ configuration: EncoderConfiguration, _ precision: EncoderPrecision) {
        shape = configuration
        self.precision = precision
    }

    /// Tables, packed layers and normalisations; a classifier's head is small and not counted.
    package var weightsBytes: Int {
        let hidden = shape.hidden
        var floats = (shape.vocabularyCount + shape.segmentTypes + 2 + 4 * shape.layers) * hidden
        switch shape.placement {
        case .learned(let rows, _): floats += rows * hidden
        case .rotary: floats += 2 * shape.positions * shape.headColumns
        }
        if shape.relativeBuckets > 0 {
            floats += shape.heads * (2 * (shape.positions + Self.relativeMargin) + 1)
        }
        let wide = shape.isGated ? 2 * shape.intermediate : shape.intermediate
        let layer =
            linearBytes(hidden, 3 * hidden) + linearBytes(hidden, hidden) + linearBytes(hidden, wide)
            + linearBytes(shape.intermediate, hidden)
        return floats * Self.floatBytes + shape.layers * layer
    }

    private func linearBytes(_ inputs: Int, _ outputs: Int) -> Int {
        let padded = (outputs + Self.outputsStep - 1) / Self.outputsStep * Self.outputsStep
        switch precision.linear {
        case .single: return (inputs + 1) * padded * Self.floatBytes
        case .coded(let block):
            let blocks = (inputs + block - 1) / block
            return padded * (blocks * block + (2 * blocks + 1) * Self.floatBytes)
        }
    }

    /// What `TextEncoder.makeWorkspace` takes with the same numbers.
    package func workspaceBytes(tokensMax: Int, textsMax: Int, longest: Int, lanes: Int = 1) -> Int {
        let hidden = shape.hidden
        let blockRows = TextEncoder.blockRows(lanes: lanes)
        let groupRows = min(tokensMax, max(longest, blockRows))
        let wideRows = min(tokensMax, blockRows)
        let wide = shape.isGated ? 2 * shape.intermediate : shape.intermediate
        var floats = (tokensMax * (shape.normalization == .before ? 2 : 1) + 4 * groupRows) * hidden
        floats += wideRows * wide + textsMax * hidden
        let attention = SelfAttention(heads: shape.heads, headColumns: shape.headColumns)
        floats += lanes * attention.makeScratch(tokens: longest).columns
        var bytes = floats * Self.floatBytes
        if precision.linear != .single {
            bytes += codedBytes(rows: groupRows, hidden) + codedBytes(rows: wideRows, shape.intermediate)
        }
        return bytes
    }

    /// As `CodedRows` allocates: whole blocks of the longest kind, two numbers for every 32.
    private func codedBytes(rows: Int, _ columns: Int) -> Int {
        let depth = (columns / Self.blockMax + 1) * Self.blockMax
        return rows * (depth + 2 * depth / 32 * Self.floatBytes)
    }
}
