import Identifiers
import Retrieval

/// Puts chosen sentences into an order that can be followed, with their citations.
struct AnswerComposition {
    let thresholds: EvidenceThresholds
    let hasTerms: Bool

    /// The strongest sentence opens; the rest of its thread follows by time, then the other threads, the
    /// stronger first, each by time.
    func answer(from chosen: [ScoredSentence]) -> Answer {
        let confidence = chosen.reduce(0) { max($0, self.confidence(of: $1)) }
        let status = chosen.isEmpty ? .insufficientEvidence : thresholds.status(ofConfidence: confidence)
        guard status != .insufficientEvidence else {
            return Answer(sentences: [], citations: [], confidence: confidence, status: .insufficientEvidence)
        }
        let ordered = inReadingOrder(chosen)
        return Answer(
            sentences: ordered.enumerated().map { sentence($1, number: $0 + 1) },
            citations: ordered.enumerated().map { citation($1.candidate, number: $0 + 1) },
            confidence: confidence,
            status: status
        )
    }

    private func confidence(of sentence: ScoredSentence) -> Double {
        thresholds.confidence(of: sentence.evidence(hasTerms: hasTerms))
    }

    private func inReadingOrder(_ chosen: [ScoredSentence]) -> [ScoredSentence] {
        guard let opening = chosen.min(by: { isStronger($0, $1) }) else { return [] }
        let rest = chosen.filter { $0.candidate.key != opening.candidate.key }
        let told = byThread(rest)
        let same = told.filter { $0[0].candidate.thread == opening.candidate.thread }
        let others = told.filter { $0[0].candidate.thread != opening.candidate.thread }
        return [opening] + (same + others).flatMap { $0 }
    }

    private func isStronger(_ first: ScoredSentence, _ second: ScoredSentence) -> Bool {
        if first.relevance != second.relevance { return first.relevance > second.relevance }
        return first.candidate.isEarlier(than: second.candidate)
    }

    private func byThread(_ chosen: [ScoredSentence]) -> [[ScoredSentence]] {
        let threads = Dictionary(grouping: chosen, by: \.candidate.thread).values.map { thread in
            thread.sorted { $0.candidate.isEarlier(than: $1.candidate) }
        }
        return threads.sorted { first, second in
            let (left, right) = (strength(of: first), strength(of: second))
            if left != right { return left > right }
            return first[0].candidate.isEarlier(than: second[0].candidate)
        }
    }

    private func strength(of thread: [ScoredSentence]) -> Double {
        thread.reduce(0) { max($0, $1.relevance) }
    }

    private func sentence(_ scored: ScoredSentence, number: Int) -> AnswerSentence {
        let candidate = scored.candidate
        let author = DisplayText.cleaned(candidate.message.authorName)
        let place = DisplayText.cleaned(candidate.passage.containerName)
        return AnswerSentence(
            lead: "\(author), \(candidate.message.sentAt.spokenDate), in #\(place)",
            text: candidate.text,
            citations: [number],
            confidence: confidence(of: scored)
        )
    }

    private func citation(_ candidate: SentenceCandidate, number: Int) -> Citation {
        let message = candidate.message
        let place = DisplayText.cleaned(candidate.passage.containerName)
        return Citation(
            n: number,
            source: DisplayText.cleaned(candidate.passage.sourceName),
            documentID: message.threadNativeID ?? message.nativeID,
            messageID: message.messageID,
            title: message.title.map { DisplayText.cleaned($0) } ?? "#\(place), \(message.sentAt.spokenDate)",
            author: DisplayText.cleaned(message.authorName),
            sentAt: message.sentAt,
            url: message.permalink.flatMap(Self.webAddress),
            quote: candidate.text,
            chunkID: candidate.passage.chunkID,
            utf8Range: candidate.utf8Range,
            contentDigest: message.contentDigest
        )
    }

    /// The address when it is http or https in plain ASCII without spaces, quotes or angle brackets; else
    /// nil.
    private static func webAddress(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 2048 else {
            return nil
        }
        let forbidden = Array("<>\"'`\\^{|}".utf8)
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !forbidden.contains($0) }
        return isPlain ? text : nil
    }
}
