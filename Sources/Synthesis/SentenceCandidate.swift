import Identifiers
import Retrieval

/// A sentence that may be quoted, with all that choosing it needs.
struct SentenceCandidate: Sendable {
    let passage: Passage
    let message: PassageMessage
    /// UTF-8 offsets into `message.text`.
    let utf8Range: Range<Int>
    /// As it will be shown.
    let text: String
    /// Distinct terms, sorted.
    let terms: [TermHash]
    /// The share of the question's weight that this sentence's words carry, 0...1.
    let coverage: Double
    /// `coverage`, or a part of that of a question which another author asked earlier in the passage: replies
    /// seldom repeat the words that they answer.
    let replyCoverage: Double
    /// The same as `coverage` for the whole passage.
    let passageCoverage: Double
    /// Score without embedding, 0...1.
    let priorScore: Double
    /// `SentenceQuality.weight`, above 0.
    let quality: Double
    /// `DecisionCues.strength`.
    let cue: Double
    /// `QuestionKind.fit`.
    let fit: Double
    /// Whether the sentence itself asks something.
    let isQuestion: Bool
    /// The place of its message in the passage, from 0.
    let messagePlace: Int
    /// The passage's score relative to the best passage, 0...1.
    let passageShare: Double
    /// The cosine of the question and the whole passage; nil when there is none.
    let passageCosine: Double?

    var key: SentenceKey {
        SentenceKey(
            messageID: message.messageID,
            utf8Range: utf8Range,
            textHash: TermHash(term: text.utf8).value
        )
    }

    /// What the sentence belongs to: its thread, or its passage outside threads.
    var thread: ThreadKey {
        if let thread = message.threadNativeID {
            return ThreadKey(containerID: passage.containerID, native: thread)
        }
        return ThreadKey(containerID: passage.containerID, native: "chunk \(passage.chunkID)")
    }

    /// The share of a question's closeness that this sentence inherits as a reply to it: less the further
    /// away it stands, and less when its author asked; nil when it cannot be a reply.
    func replyShare(of asked: SentenceCandidate) -> Double? {
        let distance = messagePlace - asked.messagePlace
        guard asked.isQuestion, distance > 0, passage.chunkID == asked.passage.chunkID else { return nil }
        return (asked.message.authorName == message.authorName ? 0.6 : 1) * Self.replyDecay(distance)
    }

    /// 1 for the next message, 0.85 of it for every further one.
    static func replyDecay(_ distance: Int) -> Double {
        (1..<max(distance, 1)).reduce(1) { share, _ in share * 0.85 }
    }

    /// The order of telling: by time, then by place.
    func isEarlier(than other: SentenceCandidate) -> Bool {
        if message.sentAt != other.message.sentAt { return message.sentAt < other.message.sentAt }
        if message.messageID != other.message.messageID { return message.messageID < other.message.messageID }
        return utf8Range.lowerBound < other.utf8Range.lowerBound
    }
}

struct ThreadKey: Hashable, Sendable {
    let containerID: Int64
    let native: String
}
