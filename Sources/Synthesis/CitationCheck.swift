package import Retrieval

/// What is wrong with a citation.
package enum CitationFault: Error, Hashable, Sendable, CustomStringConvertible {
    case sentenceWithoutCitation(sentence: Int)
    case unresolvedMarker(sentence: Int, marker: Int)
    case misnumberedCitation(position: Int, n: Int)
    case unknownMessage(n: Int)
    case quoteNotAtSpan(n: Int)
    case sentenceNotInQuote(sentence: Int, n: Int)
    case foreignLink(n: Int)

    package var description: String {
        switch self {
        case .sentenceWithoutCitation(let sentence): "sentence \(sentence) cites nothing"
        case .unresolvedMarker(let sentence, let marker):
            "sentence \(sentence) cites [\(marker)], which does not exist"
        case .misnumberedCitation(let position, let n): "citation \(position) bears the number \(n)"
        case .unknownMessage(let n): "citation \(n) names a message that was not read for this question"
        case .quoteNotAtSpan(let n): "the quotation of citation \(n) is not what stands at its place"
        case .sentenceNotInQuote(let sentence, let n): "sentence \(sentence) does not occur in citation \(n)"
        case .foreignLink(let n): "the link of citation \(n) is not that of its message"
        }
    }
}

/// Proves an answer against the passages it was made from, without trusting whoever made it.
package enum CitationCheck {
    /// Throws the first fault: a marker that does not resolve, a quotation that is not at its bytes, a
    /// sentence that its citations do not hold, a link of other origin.
    package static func verify(_ answer: Answer, against passages: [Passage]) throws(CitationFault) {
        var messages: [MessagePlace: PassageMessage] = [:]
        for passage in passages {
            for message in passage.messages {
                messages[MessagePlace(chunkID: passage.chunkID, messageID: message.messageID)] = message
            }
        }
        for (index, citation) in answer.citations.enumerated() {
            try verify(citation, position: index + 1, messages)
        }
        for (index, sentence) in answer.sentences.enumerated() {
            try verify(sentence, number: index + 1, answer.citations)
        }
    }

    private struct MessagePlace: Hashable {
        let chunkID: Int64
        let messageID: Int64
    }

    private static func verify(
        _ citation: Citation,
        position: Int,
        _ messages: [MessagePlace: PassageMessage]
    ) throws(CitationFault) {
        guard citation.n == position else { throw .misnumberedCitation(position: position, n: citation.n) }
        let place = MessagePlace(chunkID: citation.chunkID, messageID: citation.messageID)
        guard let message = messages[place] else { throw .unknownMessage(n: citation.n) }
        guard let cited = message.text.slice(utf8Range: citation.utf8Range), !citation.quote.isEmpty,
            DisplayText.cleaned(cited) == citation.quote
        else { throw .quoteNotAtSpan(n: citation.n) }
        if let url = citation.url, url != message.permalink { throw .foreignLink(n: citation.n) }
    }

    private static func verify(
        _ sentence: AnswerSentence,
        number: Int,
        _ citations: [Citation]
    ) throws(CitationFault) {
        guard !sentence.citations.isEmpty else { throw .sentenceWithoutCitation(sentence: number) }
        for marker in sentence.citations {
            guard citations.indices.contains(marker - 1) else {
                throw .unresolvedMarker(sentence: number, marker: marker)
            }
            guard !sentence.text.isEmpty, citations[marker - 1].quote == sentence.text else {
                throw .sentenceNotInQuote(sentence: number, n: marker)
            }
        }
    }
}
