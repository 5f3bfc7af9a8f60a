package import Tensors

/// An encoder of any family with pooling: token sequences to vectors.
///
/// A text's vector is the same bits alone, in any batch and on any number of lanes: no operation's order of
/// additions depends on anything but the text itself.
package struct TextEncoder: Sendable {
    package let configuration: EncoderConfiguration
    package let pooling: SentencePooling
    /// Whether vectors are scaled to length 1.
    package let normalises: Bool
    let attention: SelfAttention
    private let weights: EncoderWeights
    private let level: InstructionLevel

    /// Reads and checks every parameter that is used; `level` is lowered only to compare kernels.
    package init(
        _ configuration: EncoderConfiguration,
        weights file: SafetensorsFile,
        pooling: SentencePooling,
        normalises: Bool = true,
        level: InstructionLevel = .supported
    ) throws(ModelFileError) {
        self.configuration = configuration
        self.pooling = pooling
        self.normalises = normalises
        self.level = level
        let reader = EncoderWeightReader(file, configuration, level: level)
        weights = try EncoderWeights(reader, configuration)
        attention = SelfAttention(
            heads: configuration.heads,
            headColumns: configuration.headColumns,
            level: level
        )
    }

    /// Rows that pass through a layer's second half together: alone, what keeps the wide rows in the second
    /// cache (56 x 1536 floats are 344 KB); with several lanes more, because each block costs five barriers.
    static func blockRows(lanes: Int) -> Int { lanes == 1 ? 56 : 224 }

    /// Memory for batches of up to `tokensMax` tokens in `textsMax` texts, none longer than `longest` tokens.
    package func makeWorkspace(
        tokensMax: Int,
        textsMax: Int,
        longest: Int,
        lanes: Int = 1
    ) -> EncoderWorkspace {
        EncoderWorkspace(self, tokensMax: tokensMax, textsMax: textsMax, longest: longest, lanes: lanes)
    }

    /// The vectors of a batch, on the caller's thread. Tokens must be in the vocabulary, texts not empty.
    package func embed(_ batch: RaggedBatch) -> [[Float]] {
        let memory = makeWorkspace(
            tokensMax: batch.tokens.count,
            textsMax: batch.count,
            longest: batch.longest
        )
        embed(batch, memory, .alone)
        return (0..<batch.count).map { memory.vectors.row($0) }
    }

    /// Fills `memory.vectors`; called by every lane with the same batch and memory.
    package func embed(_ batch: RaggedBatch, _ memory: EncoderWorkspace, _ lane: Lane) {
        precondition(batch.tokens.count <= memory.tokensMax, "more tokens than the memory is for")
        precondition(batch.longest <= configuration.positions, "a text longer than the model's positions")
        for text in lane.share(of: batch.count) { lookUp(text, of: batch, memory) }
        lane.wait()
        let blocks = blocks(batch.tokens.count, lanes: lane.count)
        for layer in weights.layers {
            for block in blocks { project(block, layer, memory, lane) }
            lane.wait()
            attend(batch, layer, memory, lane)
            lane.wait()
            for block in blocks { transform(block, layer, memory, lane) }
        }
        for text in lane.share(of: batch.count) { pool(batch.rows(text), into: text, memory) }
        lane.wait()
    }

    private func blocks(_ rows: Int, lanes: Int) -> [Range<Int>] {
        let size = Self.blockRows(lanes: lanes)
        return stride(from: 0, to: rows, by: size).map { $0..<min($0 + size, rows) }
    }

    /// The sum of word, position and segment rows, normalised.
    private func lookUp(_ text: Int, of batch: RaggedBatch, _ memory: EncoderWorkspace) {
        let rows = batch.rows(text)
        var counted = 0
        for row in rows {
            let word = Int(batch.tokens[row])
            let place: Int
            switch configuration.placement {
            case .rotary: place = 0
            case .learned(_, nil): place = row - rows.lowerBound
            case .learned(_, let padding?):
                counted += word == padding ? 0 : 1
                place = word == padding ? padding : padding + counted
            }
            let segment = configuration.segmentTypes > 1 ? batch.segment(row: row, of: text) : 0
            memory.state.setRow(
                row,
                sumOf: (weights.words, word),
                (weights.places, place),
                (weights.segments, segment)
            )
        }
        weights.normalization.apply(to: memory.state, rows: rows)
    }

    private func part(of block: Range<Int>, _ lane: Lane) -> Range<Int> {
        let share = lane.share(of: block.count)
        return block.lowerBound + share.lowerBound..<block.lowerBound + share.upperBound
    }

    private func project(
        _ block: Range<Int>,
        _ layer: EncoderWeights.Layer,
        _ memory: EncoderWorkspace,
        _ lane: Lane
    ) {
        var source = memory.state
        if configuration.normalization == .before, let normalization = layer.attendNormalization {
            normalization.apply(to: memory.state, rows: part(of: block, lane), into: memory.normed)
            source = memory.normed
            lane.wait()
        }
        let portions = lane.share(of: layer.project.portions)
        layer.project.apply(to: source, rows: block, portions: portions, into: memory.projections)
    }

    private func attend(
        _ batch: RaggedBatch,
        _ layer: EncoderWeights.Layer,
        _ memory: EncoderWorkspace,
        _ lane: Lane
    ) {
        let heads = configuration.heads
        for unit in lane.share(of: batch.count * heads) {
            let rows = batch.rows(unit / heads)
            let head = unit % heads
            if let rotation = layer.rotation {
                for part in 0..<2 {
                    let column = part * configuration.hidden + head * configuration.headColumns
                    rotation.apply(to: memory.projections, rows: rows, column: column)
                }
            }
            attention.apply(
                to: memory.projections,
                rows: rows,
                head: head,
                bias: weights.relativeBias,
                window: layer.window,
                into: memory.context,
                scratch: memory.scratches[lane.index]
            )
        }
    }

    /// What follows attention, row by row: output projection, normalisation, feed-forward, normalisation.
    private func transform(
        _ block: Range<Int>,
        _ layer: EncoderWeights.Layer,
        _ memory: EncoderWorkspace,
        _ lane: Lane
    ) {
        let (state, wide) = (memory.state, memory.wide)
        let rows = part(of: block, lane)
        let narrowed = lane.share(of: layer.attend.portions)
        layer.attend.apply(to: memory.context, rows: block, portions: narrowed, into: state, .residual(state))
        lane.wait()
        switch configuration.normalization {
        case .after: layer.attendNormalization?.apply(to: state, rows: rows)
        case .before: layer.outputNormalization.apply(to: state, rows: rows, into: memory.normed)
        }
        lane.wait()
        layer.widen.apply(
            to: memory.normed,
            rows: block,
            portions: lane.share(of: layer.widen.portions),
            into: wide,
            outputRow: 0,
            configuration.isGated ? .none : .activated(configuration.activation)
        )
        lane.wait()
        if configuration.isGated {
            wide.applyGate(configuration.activation, rows: lane.share(of: block.count), level: level)
            lane.wait()
        }
        layer.narrow.apply(
            to: wide,
            rows: 0..<block.count,
            portions: narrowed,
            into: state,
            outputRow: block.lowerBound,
            .residual(state)
        )
        lane.wait()
        if configuration.normalization == .after {
            layer.outputNormalization.apply(to: state, rows: rows)
            lane.wait()
        }
    }

    private func pool(_ rows: Range<Int>, into text: Int, _ memory: EncoderWorkspace) {
        let pooled = pooling.rows(of: rows)
        weights.finalNormalization?.apply(to: memory.state, rows: pooled)
        memory.vectors.setRow(text, meanOf: memory.state, rows: pooled)
        if normalises { memory.vectors.normaliseRow(text) }
    }
}
