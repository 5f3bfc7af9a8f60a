/// The requests of one class and model that wait, in the order in which they came.
struct RequestLine: Equatable, Sendable {
    private var ids: [Int] = []
    /// Of all texts that no round has taken yet.
    var tokens = 0
    /// When the line last gave a round, counted in rounds.
    var lastTurn = 0

    var isEmpty: Bool { ids.isEmpty }
    var first: Int? { ids.first }

    mutating func append(_ id: Int, tokens: Int) {
        ids.append(id)
        self.tokens += tokens
    }

    /// Takes out a request of which `tokens` still wait.
    mutating func remove(_ id: Int, tokens: Int) {
        ids.removeAll { $0 == id }
        self.tokens -= tokens
    }

    mutating func removeFirst() {
        ids.removeFirst()
    }
}
