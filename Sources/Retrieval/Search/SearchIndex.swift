package import Corpus
import Identifiers
import Synchronization

/// All chunks in memory, searched exactly and only inside what the reader may see.
///
/// Chunks are kept by container. A search takes the containers of the reader's access set and computes
/// everything from them: the number of chunks, their average length, how many hold a term, the candidates,
/// the scores, the counts. No other chunk can change any of it. Many readers search one immutable snapshot
/// while a writer makes the next.
///
/// No text is held. 60,000 chunks of 384 dimensions and 90 terms take 130 MB, up to a third more while many
/// are being replaced.
package final class SearchIndex: Sendable {
    /// Floats in every vector.
    package let dimension: Int
    private let settings: RankingSettings
    private let scanner: any VectorScanner
    private let snapshot = Mutex(IndexSnapshot())
    private let writer: Mutex<IndexWriter>

    package init(
        dimension: Int,
        settings: RankingSettings = RankingSettings(),
        scanner: any VectorScanner = PortableVectorScanner()
    ) {
        self.dimension = dimension
        self.settings = settings
        self.scanner = scanner
        writer = Mutex(IndexWriter(dimension: dimension))
    }

    /// Applies a batch whole or not at all; writers wait for each other, readers never wait.
    package func apply(_ changes: [IndexChange]) throws(SearchIndexError) {
        try writer.withLock { (writer) throws(SearchIndexError) in
            var next = snapshot.withLock { $0 }
            try writer.apply(changes, to: &next)
            snapshot.withLock { $0 = next }
        }
    }

    /// Ranks the chunks that `access` allows, narrowed by the query's own filters.
    ///
    /// Takes time in proportion to the visible chunks that have a vector.
    package func search(_ query: SearchQuery, within access: AccessSet) throws(SearchIndexError)
        -> SearchOutcome
    {
        let scope = query.containerIDs.map { access.narrowed(to: $0) } ?? access
        let vector = try checkedVector(of: query)
        let segments = snapshot.withLock { $0 }.segments(within: scope)
        let search = SegmentSearch(
            segments: segments,
            lexical: LexicalRanking(query: query.terms, segments: segments, settings: settings),
            dense: vector.map { DenseRanking(query: $0, segments: segments, scanner: scanner) },
            settings: settings
        )
        return search.outcome(for: query)
    }

    private func checkedVector(of query: SearchQuery) throws(SearchIndexError) -> VectorRow? {
        guard let vector = query.vector else { return nil }
        guard vector.count == dimension else {
            throw .dimensionMismatch(expected: dimension, found: vector.count)
        }
        guard let row = VectorRow(normalizing: vector) else { throw .unusableVector(chunkID: nil) }
        return row
    }

    /// For the operator only, never for a reader: how much the index holds, whoever may see it.
    package var size: IndexSize {
        let containers = snapshot.withLock { $0 }.containers.values
        let segments = containers.flatMap(\.segments)
        return IndexSize(
            chunkCount: segments.reduce(0) { $0 + $1.liveCount },
            vectorCount: segments.reduce(0) { $0 + $1.segment.vectorRows.count },
            byteCount: segments.reduce(0) { $0 + $1.segment.byteCount }
        )
    }
}

/// What the index holds in all.
package struct IndexSize: Hashable, Sendable {
    package let chunkCount: Int
    /// Vectors in memory, those of removed chunks that still await compaction included.
    package let vectorCount: Int
    /// The bytes of columns, postings and vectors, without allocation overhead.
    package let byteCount: Int
}
