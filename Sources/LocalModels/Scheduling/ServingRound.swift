internal import Retrieval

/// Texts of one model that are computed together.
struct ServingRound: Equatable, Sendable {
    /// One text of a request.
    struct Entry: Hashable {
        let request: Int
        let text: Int
    }

    let model: Int
    let priority: InferencePriority
    let entries: [Entry]
    let tokens: Int
    /// Those of the backend that it takes, by number.
    var slots: [Int]
    /// Whether its slots work on the same texts, in the model's shared memory.
    let isShared: Bool
}
