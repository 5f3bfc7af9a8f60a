package import Tensors

/// The shape of an encoder of any family, from its `config.json`. Nothing that shapes the computation is guessed.
package struct EncoderConfiguration: Equatable, Sendable {
    /// How a token's place in its text enters the computation.
    package enum Positions: Equatable, Sendable {
        /// A learned row for each place is added to the word's. With `padding`, the rows up to that number are
        /// not places, and a token of that number takes the row of its own number, as RoBERTa counts.
        case learned(rows: Int, padding: Int?)
        /// Queries and keys are turned by angles, with this base in layers that see the whole text and in those
        /// that see a window.
        case rotary(base: Double, windowBase: Double)
    }

    /// Where a layer normalises: what leaves its halves, or what enters them.
    package enum Normalization: Equatable, Sendable {
        case after
        case before
    }

    /// Which groups of parameters come with biases.
    package struct Biases: Equatable, Sendable {
        package var attention = true
        package var feedForward = true
        package var normalization = true
    }

    package let family: EncoderFamily
    package internal(set) var vocabularyCount: Int
    package internal(set) var hidden: Int
    package internal(set) var layers: Int
    package internal(set) var heads: Int
    package internal(set) var intermediate: Int
    /// Tokens of the longest sequence that it can read.
    package internal(set) var positions: Int
    package internal(set) var placement: Positions
    /// Rows of the segment table; 0 where there is none.
    package internal(set) var segmentTypes = 0
    /// Rows of the table of relative biases; 0 where there is none.
    package internal(set) var relativeBuckets = 0
    package internal(set) var normalizationEpsilon: Float
    package internal(set) var normalization = Normalization.after
    package internal(set) var activation: Activation
    /// Whether the activated half of the wide numbers is multiplied by the other half.
    package internal(set) var isGated = false
    package internal(set) var biases = Biases()
    /// For each layer how far a token sees; nil for the whole text.
    package internal(set) var windows: [Int?]

    package var headColumns: Int { hidden / heads }

    /// Refuses an unknown family by its name, and settings that would compute something else.
    package init(_ file: ModelFile) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        let name = try keys.string("model_type")
        guard let family = EncoderFamily(rawValue: name) else {
            throw keys.failure("model_type", .unsupported(name))
        }
        switch family {
        case .bert, .roberta, .xlmRoberta, .camembert, .mpnet:
            self = try EncoderConfiguration(bertLike: keys, family)
        case .distilBert: self = try EncoderConfiguration(distilBert: keys)
        case .modernBert: self = try EncoderConfiguration(modernBert: keys)
        case .nomicBert: self = try EncoderConfiguration(nomicBert: keys)
        }
        guard hidden.isMultiple(of: heads) else {
            throw keys.failure(
                "num_attention_heads",
                .outOfRange("\(hidden) columns do not divide into \(heads) heads")
            )
        }
        if case .rotary = placement, !headColumns.isMultiple(of: 2) {
            throw keys.failure("num_attention_heads", .outOfRange("heads of \(headColumns) columns"))
        }
    }

    /// The sizes, by the names that most families give them; the rest is for the family to set.
    init(
        _ keys: ConfigurationReader,
        _ family: EncoderFamily,
        names: SizeNames = SizeNames(),
        placement: Positions,
        positions: Int
    ) throws(ModelFileError) {
        self.family = family
        vocabularyCount = try keys.integer("vocab_size", in: 1...4_000_000)
        hidden = try keys.integer(names.hidden, in: 1...16_384)
        layers = try keys.integer(names.layers, in: 1...256)
        heads = try keys.integer(names.heads, in: 1...256)
        intermediate = try keys.integer(names.intermediate, in: 1...65_536)
        activation = try keys.activation(names.activation)
        normalizationEpsilon =
            try names.epsilon.map { name throws(ModelFileError) in
                try keys.epsilon(name)
            } ?? 1e-12
        self.placement = placement
        self.positions = positions
        windows = Array(repeating: nil, count: layers)
    }

    /// What the sizes are called.
    struct SizeNames {
        var hidden = "hidden_size"
        var layers = "num_hidden_layers"
        var heads = "num_attention_heads"
        var intermediate = "intermediate_size"
        var activation = "hidden_act"
        /// nil where the family's code has it fixed at 1e-12.
        var epsilon: String? = "layer_norm_eps"
    }
}
