package import Tensors

/// A BERT encoder with pooling: token sequences to unit vectors, in single precision.
///
/// A text's vector is the same bits alone, in any batch and on any number of lanes: no operation's order of
/// additions depends on anything but the text itself.
package struct BertEncoder: Sendable {
    package let configuration: BertConfiguration
    package let pooling: SentencePooling
    private let weights: BertWeights
    let attention: SelfAttention

    /// Reads and checks every parameter that is used; `level` is lowered only to compare kernels.
    package init(
        _ configuration: BertConfiguration,
        weights file: SafetensorsFile,
        pooling: SentencePooling,
        level: InstructionLevel = .supported
    ) throws(ModelFileError) {
        self.configuration = configuration
        self.pooling = pooling
        weights = try BertWeights(file, configuration, level: level)
        attention = SelfAttention(
            heads: configuration.heads,
            headColumns: configuration.headColumns,
            level: level
        )
    }

    /// Rows that pass through a layer's second half together: alone, what keeps the wide rows in the second
    /// cache (56 x 1536 floats are 344 KB); with several lanes more, because each block costs five barriers.
    static func blockRows(lanes: Int) -> Int { lanes == 1 ? 56 : 224 }

    package func makeWorkspace(tokensMax: Int, textsMax: Int, longest: Int, lanes: Int = 1) -> BertWorkspace {
        BertWorkspace(self, tokensMax: tokensMax, textsMax: textsMax, longest: longest, lanes: lanes)
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
    package func embed(_ batch: RaggedBatch, _ memory: BertWorkspace, _ lane: Lane) {
        precondition(batch.tokens.count <= memory.tokensMax, "more tokens than the memory is for")
        lookUp(batch, memory, lane)
        lane.wait()
        for layer in weights.layers {
            project(batch, layer, memory, lane)
            attend(batch, memory, lane)
            for block in blocks(batch.tokens.count, lanes: lane.count) {
                transform(block, layer, memory, lane)
            }
        }
        for text in lane.share(of: batch.count) { pool(batch.rows(text), into: text, memory) }
        lane.wait()
    }

    private func blocks(_ rows: Int, lanes: Int) -> [Range<Int>] {
        let size = Self.blockRows(lanes: lanes)
        return stride(from: 0, to: rows, by: size).map { $0..<min($0 + size, rows) }
    }

    /// The sum of word, position and segment rows (segment 0: one text at a time), normalised.
    private func lookUp(_ batch: RaggedBatch, _ memory: BertWorkspace, _ lane: Lane) {
        for text in lane.share(of: batch.count) {
            let rows = batch.rows(text)
            for row in rows {
                let word = Int(batch.tokens[row])
                let position = row - rows.lowerBound
                memory.state.setRow(
                    row,
                    sumOf: (weights.words, word),
                    (weights.positions, position),
                    (weights.segments, 0)
                )
            }
            weights.normalization.apply(to: memory.state, rows: rows)
        }
    }

    private func project(
        _ batch: RaggedBatch,
        _ layer: BertWeights.Layer,
        _ memory: BertWorkspace,
        _ lane: Lane
    ) {
        let portions = lane.share(of: layer.project.portions)
        for block in blocks(batch.tokens.count, lanes: lane.count) {
            layer.project.apply(to: memory.state, rows: block, portions: portions, into: memory.projections)
        }
        lane.wait()
    }

    private func attend(_ batch: RaggedBatch, _ memory: BertWorkspace, _ lane: Lane) {
        for unit in lane.share(of: batch.count * configuration.heads) {
            attention.apply(
                to: memory.projections,
                rows: batch.rows(unit / configuration.heads),
                head: unit % configuration.heads,
                into: memory.context,
                scratch: memory.scratches[lane.index]
            )
        }
        lane.wait()
    }

    /// What follows attention, row by row: output projection, normalisation, feed-forward, normalisation.
    private func transform(
        _ block: Range<Int>,
        _ layer: BertWeights.Layer,
        _ memory: BertWorkspace,
        _ lane: Lane
    ) {
        let state = memory.state
        let share = lane.share(of: block.count)
        let rows = block.lowerBound + share.lowerBound..<block.lowerBound + share.upperBound
        let narrowed = lane.share(of: layer.attend.portions)
        layer.attend.apply(to: memory.context, rows: block, portions: narrowed, into: state, .residual(state))
        lane.wait()
        layer.attendNormalization.apply(to: state, rows: rows)
        lane.wait()
        let widened = lane.share(of: layer.widen.portions)
        layer.widen.apply(to: state, rows: block, portions: widened, into: memory.wide, outputRow: 0, .gelu)
        lane.wait()
        let wide = 0..<block.count
        layer.narrow.apply(
            to: memory.wide,
            rows: wide,
            portions: narrowed,
            into: state,
            outputRow: block.lowerBound,
            .residual(state)
        )
        lane.wait()
        layer.outputNormalization.apply(to: state, rows: rows)
        lane.wait()
    }

    private func pool(_ rows: Range<Int>, into text: Int, _ memory: BertWorkspace) {
        let pooled = pooling == .mean ? rows : rows.lowerBound..<rows.lowerBound + 1
        memory.vectors.setRow(text, meanOf: memory.state, rows: pooled)
        memory.vectors.normaliseRow(text)
    }
}
