import Identifiers
import Retrieval
import Synthesis
import Workflows

/// An answer as the API returns it.
struct WireAnswer: Encodable, Sendable {
    struct Sentence: Encodable, Sendable {
        /// Who said it, when and where.
        var lead: String
        var text: String
        /// Numbers of citations.
        var citations: [Int]
        var confidence: Double
    }

    struct Citation: Encodable, Sendable {
        var n: Int
        var source: String
        var documentId: String
        var title: String
        var author: String
        var time: Instant
        var url: String?
        var quote: String
    }

    struct Model: Encodable, Sendable {
        var name: String
        var version: String
        var digest: String
    }

    var id: AnswerID
    var status: Answer.Status
    var answer: [Sentence]
    var citations: [Citation]
    var confidence: Double
    var model: Model
    var timingsMs: [String: Double]
    var usage: AskUsage

    init(_ outcome: AskOutcome) {
        id = outcome.id
        status = outcome.answer.status
        answer = outcome.answer.sentences.map {
            Sentence(
                lead: $0.lead,
                text: $0.text,
                citations: $0.citations,
                confidence: Self.rounded($0.confidence)
            )
        }
        citations = outcome.answer.citations.map {
            Citation(
                n: $0.n,
                source: $0.source,
                documentId: $0.documentID,
                title: $0.title,
                author: $0.author,
                time: $0.sentAt,
                url: $0.url,
                quote: $0.quote
            )
        }
        confidence = Self.rounded(outcome.answer.confidence)
        model = Model(
            name: outcome.model.name,
            version: outcome.model.version,
            digest: "sha256:\(outcome.model.digest.hex)"
        )
        let timings = outcome.timings
        timingsMs = [
            "access": timings.accessMs, "embedding": timings.embeddingMs, "search": timings.searchMs,
            "reading": timings.readingMs, "synthesis": timings.synthesisMs, "total": timings.totalMs,
        ].mapValues(Self.rounded)
        usage = outcome.usage
    }

    /// What closes a stream: everything but the sentences and citations that went before.
    var withoutBody: WireAnswer {
        var rest = self
        rest.answer = []
        rest.citations = []
        return rest
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 1000).rounded() / 1000
    }
}
