/// To which dimensions a model's vectors may be cut: those it was trained for (Kusupati et al. 2022, "Matryoshka
/// representation learning").
package enum ShorterDimensions: Hashable, Sendable {
    /// The model was not trained for it, or nothing is known of it.
    case none
    /// Any from 1 up to the model's own.
    case any
    case listed([Int])

    /// Whether vectors of a model of `dimension` may be cut to `asked`.
    package func allow(_ asked: Int, of dimension: Int) -> Bool {
        if asked == dimension { return true }
        switch self {
        case .none: return false
        case .any: return (1..<dimension).contains(asked)
        case .listed(let known): return known.contains(asked) && (1..<dimension).contains(asked)
        }
    }
}
