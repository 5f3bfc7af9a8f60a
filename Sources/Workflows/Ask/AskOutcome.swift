package import Identifiers
package import Retrieval
package import Synthesis

/// Marks ids of answers.
package enum AnswerEntity {}
package typealias AnswerID = Identifier<AnswerEntity>

/// An answer with what it was made with and what it took.
package struct AskOutcome: Sendable {
    package var id: AnswerID
    package var answer: Answer
    /// The model that embedded question and sentences.
    package var model: ModelIdentity
    package var timings: AskTimings
    package var usage: AskUsage

    package init(id: AnswerID, answer: Answer, model: ModelIdentity, timings: AskTimings, usage: AskUsage) {
        self.id = id
        self.answer = answer
        self.model = model
        self.timings = timings
        self.usage = usage
    }
}

/// Milliseconds by stage.
package struct AskTimings: Hashable, Sendable, Codable {
    package var accessMs = 0.0
    package var embeddingMs = 0.0
    package var searchMs = 0.0
    package var readingMs = 0.0
    package var synthesisMs = 0.0

    package init() {}

    package var totalMs: Double { accessMs + embeddingMs + searchMs + readingMs + synthesisMs }
}

/// What an answer consumed; the asker's own question and what the asker may see, nothing else.
package struct AskUsage: Hashable, Sendable, Codable {
    package var questionTokens: Int
    package var passagesRead: Int

    package init(questionTokens: Int, passagesRead: Int) {
        self.questionTokens = questionTokens
        self.passagesRead = passagesRead
    }
}
