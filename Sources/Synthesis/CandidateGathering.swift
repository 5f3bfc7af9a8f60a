import Corpus
import Retrieval

/// Reads the passages and keeps the sentences that are worth a closer look.
struct CandidateGathering {
    private let question: SynthesisQuestion
    private let limits: SynthesisLimits
    private let totalWeight: Double

    init(question: SynthesisQuestion, limits: SynthesisLimits) {
        self.question = question
        self.limits = limits
        totalWeight = question.terms.reduce(0) { $0 + $1.weight }
    }

    /// Every quotable sentence once, best first by words and passage.
    func candidates(in passages: [RankedPassage]) -> [SentenceCandidate] {
        let best = passages.reduce(0) { max($0, $1.score) }
        var seen: Set<SentenceKey> = []
        var candidates: [SentenceCandidate] = []
        for ranked in passages.prefix(limits.passagesMax) {
            let share = best > 0 ? max(ranked.score, 0) / best : 0
            for candidate in sentences(of: ranked.passage, passageShare: share)
            where seen.insert(candidate.key).inserted {
                candidates.append(candidate)
            }
        }
        return candidates.sorted { first, second in
            if first.priorScore != second.priorScore { return first.priorScore > second.priorScore }
            return first.isEarlier(than: second)
        }
    }

    private func sentences(of passage: Passage, passageShare: Double) -> [SentenceCandidate] {
        let split = passage.messages.map { ($0, readableSentences(of: $0)) }
        let context = LexicalAnalyzer.terms(of: passage.header) + split.flatMap { $0.1.flatMap(\.terms) }
        let place = Surroundings(
            passage: passage,
            coverage: coverage(of: Set(context)),
            share: passageShare
        )
        var asked: [String: Double] = [:]
        var candidates: [SentenceCandidate] = []
        for (message, sentences) in split {
            let reply = asked.reduce(0) { $1.key == message.authorName ? $0 : max($0, $1.value) }
            candidates += sentences.compactMap { candidate($0, of: message, reply: reply, in: place) }
            let questions = sentences.filter(\.isQuestion).map { coverage(of: Set($0.terms)) }
            asked[message.authorName] = max(asked[message.authorName] ?? 0, questions.max() ?? 0)
        }
        return candidates
    }

    /// What the sentences of one passage have in common.
    private struct Surroundings {
        let passage: Passage
        let coverage: Double
        let share: Double
    }

    /// Nil when the sentence must not be quoted; `reply` is the coverage of the question it may reply to.
    private func candidate(
        _ sentence: ReadableSentence,
        of message: PassageMessage,
        reply: Double,
        in place: Surroundings
    ) -> SentenceCandidate? {
        let quality = SentenceQuality.weight(of: sentence.text, terms: sentence.terms)
        guard quality > 0 else { return nil }
        let own = coverage(of: Set(sentence.terms))
        let replyCoverage = sentence.isQuestion ? own : max(own, Self.replyShare * reply)
        let cue = DecisionCues.strength(in: sentence.text)
        return SentenceCandidate(
            passage: place.passage,
            message: message,
            utf8Range: sentence.range,
            text: sentence.text,
            terms: Set(sentence.terms).sorted(),
            coverage: own,
            replyCoverage: replyCoverage,
            passageCoverage: place.coverage,
            priorScore: quality * (0.6 * replyCoverage + 0.3 * place.share + 0.1 * cue),
            quality: quality,
            cue: cue,
            passageShare: place.share
        )
    }

    /// How much of a question's coverage a reply to it inherits.
    private static let replyShare = 0.7

    private struct ReadableSentence {
        let range: Range<Int>
        let text: String
        let terms: [TermHash]

        var isQuestion: Bool { SentenceQuality.isQuestion(text) }
    }

    private func readableSentences(of message: PassageMessage) -> [ReadableSentence] {
        guard message.text.utf8.count <= limits.messageBytesMax else { return [] }
        return SentenceSplitter.sentences(in: message.text).compactMap { range in
            guard let slice = message.text.slice(utf8Range: range) else { return nil }
            let text = DisplayText.cleaned(slice)
            return ReadableSentence(range: range, text: text, terms: LexicalAnalyzer.terms(of: text))
        }
    }

    /// How much of the question occurs: the mean of the share of its terms and the share of their weight.
    ///
    /// Weight alone would let one rare word stand for the whole question, number alone would let common words
    /// do so.
    private func coverage(of terms: Set<TermHash>) -> Double {
        guard totalWeight > 0 else { return 0 }
        let covered = question.terms.filter { terms.contains($0.term) }
        let weight = covered.reduce(0) { $0 + $1.weight }
        return (weight / totalWeight + Double(covered.count) / Double(question.terms.count)) / 2
    }
}
