import Retrieval

/// Reads the passages and keeps the sentences that are worth a closer look.
struct CandidateGathering {
    private let question: SynthesisQuestion
    private let limits: SynthesisLimits
    private let totalWeight: Double
    private let kind: QuestionKind

    init(question: SynthesisQuestion, limits: SynthesisLimits) {
        self.question = question
        self.limits = limits
        kind = QuestionKind(question.text)
        totalWeight = question.terms.reduce(0) { $0 + $1.weight }
    }

    /// Every quotable sentence once, best first by words and passage.
    func candidates(in passages: [RankedPassage]) -> [SentenceCandidate] {
        let best = passages.reduce(0) { max($0, $1.score) }
        var seen: Set<SentenceKey> = []
        var candidates: [SentenceCandidate] = []
        for ranked in passages.prefix(limits.passagesMax) {
            let share = best > 0 ? max(ranked.score, 0) / best : 0
            for candidate in sentences(of: ranked, passageShare: share)
            where seen.insert(candidate.key).inserted {
                candidates.append(candidate)
            }
        }
        return candidates.sorted { first, second in
            if first.priorScore != second.priorScore { return first.priorScore > second.priorScore }
            return first.isEarlier(than: second)
        }
    }

    private func sentences(of ranked: RankedPassage, passageShare: Double) -> [SentenceCandidate] {
        let passage = ranked.passage
        let split = passage.messages.map { ($0, readableSentences(of: $0)) }
        let context = LexicalAnalyzer.terms(of: passage.header) + split.flatMap { $0.1.flatMap(\.terms) }
        let place = Surroundings(
            passage: passage,
            coverage: coverage(of: Set(context)),
            share: passageShare,
            cosine: ranked.cosine
        )
        var asked: [AskedQuestion] = []
        var candidates: [SentenceCandidate] = []
        for (index, (message, sentences)) in split.enumerated() {
            let reply = asked.reduce(0) { max($0, $1.share(forPlace: index, author: message.authorName)) }
            let origin = Origin(message: message, place: index, reply: reply)
            candidates += sentences.compactMap { candidate($0, from: origin, in: place) }
            let covered = sentences.filter(\.isQuestion).map { coverage(of: Set($0.terms)) }.max() ?? 0
            if covered > 0 {
                asked.append(AskedQuestion(author: message.authorName, place: index, coverage: covered))
            }
        }
        return candidates
    }

    /// The best question of one message; replies by others are near it.
    private struct AskedQuestion {
        let author: String
        let place: Int
        let coverage: Double

        func share(forPlace later: Int, author replying: String) -> Double {
            guard replying != author, later > place else { return 0 }
            return coverage * SentenceCandidate.replyDecay(later - place)
        }
    }

    /// What the sentences of one passage have in common.
    private struct Surroundings {
        let passage: Passage
        let coverage: Double
        let share: Double
        let cosine: Double?
    }

    /// What the sentences of one message have in common.
    private struct Origin {
        let message: PassageMessage
        let place: Int
        /// The coverage of the question that the message may reply to.
        let reply: Double
    }

    /// Nil when the sentence must not be quoted.
    private func candidate(
        _ sentence: ReadableSentence,
        from origin: Origin,
        in place: Surroundings
    ) -> SentenceCandidate? {
        let quality = SentenceQuality.weight(of: sentence.text, terms: sentence.terms)
        guard quality > 0 else { return nil }
        let own = coverage(of: Set(sentence.terms))
        let replyCoverage = sentence.isQuestion ? own : max(own, Self.replyShare * origin.reply)
        let cue = DecisionCues.strength(in: sentence.text)
        let fit = kind.fit(of: sentence.text, cue: cue)
        return SentenceCandidate(
            passage: place.passage,
            message: origin.message,
            utf8Range: sentence.range,
            text: sentence.text,
            terms: Set(sentence.terms).sorted(),
            coverage: own,
            replyCoverage: replyCoverage,
            passageCoverage: place.coverage,
            priorScore: quality
                * (0.55 * replyCoverage + 0.25 * place.share + 0.1 * fit + 0.1 * cue),
            quality: quality,
            cue: cue,
            fit: fit,
            isQuestion: sentence.isQuestion,
            messagePlace: origin.place,
            passageShare: place.share,
            passageCosine: place.cosine
        )
    }

    /// How much of a question's coverage a reply to it inherits.
    private static let replyShare = 0.7

    private struct ReadableSentence {
        let range: Range<Int>
        let text: String
        let terms: [TermHash]

        var isQuestion: Bool { SentenceQuality.asks(text) }
    }

    private func readableSentences(of message: PassageMessage) -> [ReadableSentence] {
        guard message.text.utf8.count <= limits.messageBytesMax else { return [] }
        return QuotableSpans.ranges(in: message.text).compactMap { range in
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
