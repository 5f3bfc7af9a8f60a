import Corpus
import Identifiers
import Retrieval
import Signing

/// The second stage of an import: the messages of every touched container, cut anew into chunks.
struct RebuildChunks: Sendable {
    private static let messagesPerRead = 2_000

    let corpus: any CorpusStore
    let embedder: any TextEmbedder

    func callAsFunction(of source: SourceID, report: inout ImportReport) async throws {
        for container in try await corpus.containersNeedingChunks(ofSource: source) {
            try Task.checkCancellation()
            let chunks = try await chunks(of: container)
            report.add(try await corpus.replaceChunks(inContainer: container.id, with: chunks))
        }
    }

    private func chunks(of container: ChunkedContainer) async throws -> [PreparedChunk] {
        var chunker = Chunker(container: container, tokenCount: embedder.tokenCount)
        var prepared: [PreparedChunk] = []
        try await corpus.eachMessage(inContainer: container.id, batchSize: Self.messagesPerRead) { messages in
            for message in messages { prepared += chunker.add(message).map(Self.prepare) }
        }
        return prepared + chunker.finish().map(Self.prepare)
    }

    private static func prepare(_ chunk: Chunk) -> PreparedChunk {
        var hasher = SHA256Hasher()
        hasher.update(chunk.indexedText.utf8)
        for span in chunk.spans {
            hasher.update("\u{0}\(span.messageID):\(span.utf8Range.lowerBound):\(span.utf8Range.upperBound)".utf8)
        }
        return PreparedChunk(
            chunk: chunk, contentDigest: hasher.finalize(),
            terms: LexicalAnalyzer.vector(of: chunk.indexedText).bytes
        )
    }
}
