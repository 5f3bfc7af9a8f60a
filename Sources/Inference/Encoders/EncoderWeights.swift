internal import Tensors

/// An encoder's parameters, read from a file and packed for the matrix kernel.
struct EncoderWeights: Sendable {
    struct Layer: Sendable {
        /// Query, key and value, stacked.
        let project: PackedLinear
        let attend: PackedLinear
        let attendNormalization: LayerNormalization?
        let widen: PackedLinear
        let narrow: PackedLinear
        let outputNormalization: LayerNormalization
        let rotation: RotaryTable?
        let window: Int?
    }

    let words: Matrix
    /// A single row of zeros where the family has no such table.
    let places: Matrix
    let segments: Matrix
    let relativeBias: RelativeBias?
    let normalization: LayerNormalization
    let finalNormalization: LayerNormalization?
    let layers: [Layer]

    init(_ reader: EncoderWeightReader, _ shape: EncoderConfiguration) throws(ModelFileError) {
        let names = EncoderNames(shape.family, in: reader.names)
        words = try reader.table(names.words, rows: shape.vocabularyCount)
        let nothing = Matrix(rows: 1, columns: shape.hidden)
        var rotations: (whole: RotaryTable, window: RotaryTable)?
        switch shape.placement {
        case .learned(let rows, _): places = try reader.table(names.positions, rows: rows)
        case .rotary(let base, let windowBase):
            places = nothing
            rotations = (reader.rotation(base), reader.rotation(windowBase))
        }
        segments =
            shape.segmentTypes > 0
            ? try reader.table(names.segments, rows: shape.segmentTypes) : nothing
        relativeBias =
            shape.relativeBuckets > 0
            ? RelativeBias(
                buckets: try reader.matrix(
                    "\(names.relativeBias).weight",
                    shape: [shape.relativeBuckets, shape.heads]
                ),
                tokensMax: shape.positions
            ) : nil
        normalization = try reader.normalization(names.normalization)
        finalNormalization = try names.finalNormalization.map { name throws(ModelFileError) in
            try reader.normalization(name)
        }
        var layers: [Layer] = []
        for (index, window) in shape.windows.enumerated() {
            let rotation = window == nil ? rotations?.whole : rotations?.window
            layers.append(try reader.layer(names.layer(index), rotation: rotation, window: window))
        }
        self.layers = layers
    }
}
