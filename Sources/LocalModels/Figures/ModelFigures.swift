package import Retrieval

/// What a model did since it was loaded, for operators.
package struct ModelFigures: Equatable, Sendable {
    /// How requests ended.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case served
        case overloaded
        case tooLarge = "too_large"
        case cancelled
        case stopped
        case failed
    }

    /// Of the requests of one class.
    package struct Class: Equatable, Sendable {
        /// From arrival to the start of the first round.
        package internal(set) var queueSeconds = FigureHistogram(bounds: ModelFigures.secondsBounds)
        /// From arrival to the answer, of requests that were served.
        package internal(set) var latencySeconds = FigureHistogram(bounds: ModelFigures.secondsBounds)
        package internal(set) var requests: [Outcome: Int] = [:]
        package internal(set) var tokensQueued = 0

        package init() {}
    }

    package static let secondsBounds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120,
    ]
    package static let tokensBounds = [8.0, 16, 32, 64, 128, 192, 256, 512, 1024, 4096]

    package let identity: ModelIdentity
    package let precision: String
    package let kind: String
    /// The name of what computes it.
    package let backend: String
    /// Weights and working memory.
    package let memoryBytes: Int
    package internal(set) var classes: [InferencePriority: Class] = [:]
    /// Tokens of each round.
    package internal(set) var roundTokens = FigureHistogram(bounds: tokensBounds)
    package internal(set) var tokensComputed = 0
    /// Of the backend's slots, summed over them.
    package internal(set) var computeSeconds = 0.0
    /// Texts that were asked for, and of them those whose results came from the cache.
    package internal(set) var inputs = 0
    package internal(set) var cacheHits = 0
}
