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
    package let precision: EncoderPrecision
    let attention: SelfAttention
    private let weights: EncoderWeights
    private let level: InstructionLevel

    /// Reads and checks every parameter that is used; `level` is lowered only to compare kernels.
    ///
    /// Without `precision` it is the file's. A file of quantised layers has only its own: another one asked of
    /// it is an error.
    package init(
        _ configuration: EncoderConfiguration,
        weights file: any TensorSource,
        pooling: SentencePooling,
        normalises: Bool = true,
        precision asked: EncoderPrecision? = nil,
        level: InstructionLevel = .supported
    ) throws(ModelFileError) {
        self.configuration = configuration
        self.pooling = pooling
        self.normalises = normalises
        precision = try file.precision(asked: asked)
        self.level = level
        let reader = EncoderWeightReader(file, configuration, precision: precision, level: level)
        weights = try EncoderWeights(reader, configuration)
        attention = SelfAttention(
            heads: configuration.heads,
            headColumns: configuration.headColumns,
            level: level
        )
    }

    /// Rows that pass through a layer together: alone, what keeps the projections and the wide rows in the second
    /// cache (96 x 1536 floats are 590 KB); with several lanes more, because each block costs five barriers.
    static func blockRows(lanes: Int) -> Int { lanes == 1 ? 96 : 224 }

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
        precondition(batch.longest <= memory.longest, "a text longer than the memory is for")
        precondition(batch.longest <= configuration.positions, "a text longer than the model's positions")
        for text in lane.share(of: batch.count) { lookUp(text, of: batch, memory) }
        lane.wait()
        let groups = groups(of: batch, lanes: lane.count)
        for layer in weights.layers {
            for group in groups {
                let rows =
                    batch.rows(group.lowerBound).lowerBound..<batch.rows(group.upperBound - 1).upperBound
                project(rows, layer, memory, lane)
                lane.wait()
                attend(batch, group, layer, memory, lane)
                lane.wait()
                for block in blocks(rows, lanes: lane.count) {
                    transform(block, after: rows.lowerBound, layer, memory, lane)
                }
            }
        }
        for text in lane.share(of: batch.count) { pool(batch.rows(text), into: text, memory) }
        lane.wait()
    }

    /// Neighbouring texts that pass through a layer together: at least one, and no more than fit a block.
    private func groups(of batch: RaggedBatch, lanes: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var first = 0
        for text in 0..<batch.count {
            let rows = batch.rows(text).upperBound - batch.rows(first).lowerBound
            if text > first, rows > Self.blockRows(lanes: lanes) {
                groups.append(first..<text)
                first = text
            }
        }
        return batch.count > 0 ? groups + [first..<batch.count] : []
    }

    /// As few parts as have no more rows than a block, nearly equal.
    private func blocks(_ rows: Range<Int>, lanes: Int) -> [Range<Int>] {
        let size = Self.blockRows(lanes: lanes)
        let count = (rows.count + size - 1) / size
        return (0..<count).map { index in
            rows.lowerBound + rows.count * index / count..<rows.lowerBound + rows.count * (index + 1) / count
        }
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
        let place = Place(input: source, rows: block, output: memory.projections, outputRow: 0)
        apply(layer.project, place, memory.codes, lane)
    }

    /// From which rows a linear layer computes which.
    private struct Place {
        let input: Matrix
        let rows: Range<Int>
        let output: Matrix
        let outputRow: Int
    }

    /// One linear layer, its columns divided among the lanes; codes are made of the rows first, if it takes them.
    private func apply(
        _ linear: PackedLinear,
        _ place: Place,
        _ codes: CodedRows?,
        _ lane: Lane,
        _ epilogue: PackedLinear.Epilogue = .none
    ) {
        let portions = lane.share(of: linear.portions)
        let (output, outputRow) = (place.output, place.outputRow)
        guard let codes, linear.takesCodes else {
            linear.apply(
                to: place.input,
                rows: place.rows,
                portions: portions,
                into: output,
                outputRow: outputRow,
                epilogue
            )
            return
        }
        let own = part(of: place.rows, lane)
        linear.encode(place.input, rows: own, into: codes, codeRow: own.lowerBound - place.rows.lowerBound)
        lane.wait()
        linear.apply(
            to: codes,
            rows: 0..<place.rows.count,
            portions: portions,
            into: output,
            outputRow: outputRow,
            epilogue
        )
    }

    private func attend(
        _ batch: RaggedBatch,
        _ group: Range<Int>,
        _ layer: EncoderWeights.Layer,
        _ memory: EncoderWorkspace,
        _ lane: Lane
    ) {
        let heads = configuration.heads
        let start = batch.rows(group.lowerBound).lowerBound
        for unit in lane.share(of: group.count * heads) {
            let place = batch.rows(group.lowerBound + unit / heads)
            let rows = place.lowerBound - start..<place.upperBound - start
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
    ///
    /// The first row of `context` belongs to the row `start` of the state.
    private func transform(
        _ block: Range<Int>,
        after start: Int,
        _ layer: EncoderWeights.Layer,
        _ memory: EncoderWorkspace,
        _ lane: Lane
    ) {
        let (state, wide) = (memory.state, memory.wide)
        let rows = part(of: block, lane)
        let attended = Place(
            input: memory.context,
            rows: block.lowerBound - start..<block.upperBound - start,
            output: state,
            outputRow: block.lowerBound
        )
        apply(layer.attend, attended, memory.codes, lane, .residual(state))
        lane.wait()
        switch configuration.normalization {
        case .after: layer.attendNormalization?.apply(to: state, rows: rows)
        case .before: layer.outputNormalization.apply(to: state, rows: rows, into: memory.normed)
        }
        lane.wait()
        apply(
            layer.widen,
            Place(input: memory.normed, rows: block, output: wide, outputRow: 0),
            memory.codes,
            lane,
            configuration.isGated ? .none : .activated(configuration.activation)
        )
        lane.wait()
        if configuration.isGated {
            wide.applyGate(configuration.activation, rows: lane.share(of: block.count), level: level)
            lane.wait()
        }
        let narrowed = Place(input: wide, rows: 0..<block.count, output: state, outputRow: block.lowerBound)
        apply(layer.narrow, narrowed, memory.wideCodes, lane, .residual(state))
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
