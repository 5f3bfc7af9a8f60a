import Corpus
import Identifiers
import Retrieval

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
        var preparation = ChunkPreparation()
        try await corpus.eachMessage(inContainer: container.id, batchSize: Self.messagesPerRead) { messages in
            for message in messages { preparation.add(chunker.add(message)) }
        }
        preparation.add(chunker.finish())
        return preparation.prepared
    }
}
