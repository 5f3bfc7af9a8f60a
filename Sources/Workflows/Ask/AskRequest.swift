package import Identifiers

/// A question and how it is to be answered.
package struct AskRequest: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        /// Quotations only.
        case extractive
        /// Sentences written by a language model.
        case generative
        /// Whatever the platform can do; quotations while no language model is configured.
        case auto
    }

    package static let questionCharactersMax = 2_000
    package static let sentencesMax = 20

    package var question: String
    /// Names of sources to stay within; nil for all.
    package var sources: [String]?
    package var from: Instant?
    package var to: Instant?
    /// Sentences in the answer at most, 1 to `sentencesMax`.
    package var limit: Int
    package var mode: Mode

    package init(
        question: String,
        sources: [String]? = nil,
        from: Instant? = nil,
        to: Instant? = nil,
        limit: Int = 8,
        mode: Mode = .auto
    ) {
        self.question = question
        self.sources = sources
        self.from = from
        self.to = to
        self.limit = limit
        self.mode = mode
    }
}
