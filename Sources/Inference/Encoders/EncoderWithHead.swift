package import Tensors

/// An encoder and what becomes of its vectors, as a source describes both.
package struct EncoderWithHead: Sendable {
    package let encoder: TextEncoder
    /// Nil where the vectors are the results.
    private let judge: CrossEncoder?
    /// What pooled vectors go through; they have length 1 already where there is nothing.
    private let dense: [SentenceDense]

    /// Reads and checks every parameter that is used; vectors are scaled to length 1.
    package init(
        _ source: EncoderSource,
        level: InstructionLevel = .supported
    ) throws(ModelFileError) {
        switch source.head {
        case .vectors(let pooling, let dense):
            judge = nil
            self.dense = dense
            encoder = try TextEncoder(
                source.configuration,
                weights: source.tensors,
                pooling: pooling,
                normalises: dense.isEmpty,
                precision: source.precision,
                level: level
            )
        case .labels(let settings):
            let judge = try CrossEncoder(
                source.configuration,
                settings: settings,
                weights: source.tensors,
                precision: source.precision,
                level: level
            )
            (self.judge, encoder, dense) = (judge, judge.encoder, [])
        }
    }

    /// As `RoundExecutor` has it.
    package var numbersPerResult: Int { judge?.labels ?? dense.last?.outputs ?? encoder.configuration.hidden }

    /// The results of so many texts, after every lane has passed `encoder.embed` with the same memory: vectors; or
    /// the labels' logits, of a single label its logistic function.
    package func results(_ count: Int, _ memory: EncoderWorkspace) -> [[Float]] {
        guard let judge else {
            let vectors = (0..<count).map { memory.vectors.row($0) }
            return dense.isEmpty ? vectors : vectors.map { dense.vector(of: $0) }
        }
        return judge.judgements(count, memory).map { judgement in
            judgement.score.map { [$0] } ?? judgement.logits
        }
    }
}
