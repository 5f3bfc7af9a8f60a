import Identifiers

/// Cuts the messages of one container into chunks: threads whole if they fit, other messages by conversation.
///
/// Messages are pushed in time order. A thread is its root and replies, cut between messages; messages
/// outside threads are joined until there is a pause. A message longer than a chunk is cut between sentences.
/// Memory is bounded by the open threads, each at most one chunk. Chunks of different threads come in the
/// order in which they are finished.
package struct Chunker {
    private struct OpenThread {
        var draft: ChunkDraft
        var rootSnippet: String?
        var lastTouched: Int
    }

    private let container: ChunkedContainer
    private let options: ChunkerOptions
    private let tokenCount: (String) -> Int
    private var threads: [String: OpenThread] = [:]
    private var window = ChunkDraft()
    private var messagesAdded = 0

    /// - Parameter tokenCount: of the embedding model, without special tokens; called at most once for each
    ///   message.
    package init(
        container: ChunkedContainer,
        options: ChunkerOptions = .standard,
        tokenCount: @escaping (String) -> Int
    ) {
        self.container = container
        self.options = options
        self.tokenCount = tokenCount
    }

    /// Takes the next message and returns the chunks that it finished. Messages without text only mark their
    /// thread.
    package mutating func add(_ message: StoredMessage) -> [Chunk] {
        messagesAdded += 1
        let pieces = message.text.isEmpty ? [] : pieces(of: message)
        guard let thread = message.threadNativeID else { return addToWindow(pieces) }
        let isRoot = thread == message.nativeID
        var open = threads[thread] ?? OpenThread(draft: ChunkDraft(), lastTouched: messagesAdded)
        open.lastTouched = messagesAdded
        let finished = append(
            pieces,
            to: &open.draft,
            rootSnippet: open.rootSnippet ?? (isRoot ? snippet(message) : nil)
        )
        if isRoot { open.rootSnippet = snippet(message) }
        threads[thread] = open
        return finished + closeQuietThreads()
    }

    /// The chunks still open, in order of their first message; the chunker is then empty.
    package mutating func finish() -> [Chunk] {
        var drafts = threads.values.map { ($0.draft, $0.rootSnippet) }
        drafts.append((window, nil))
        threads = [:]
        window = ChunkDraft()
        let chunks = drafts.compactMap { draft, snippet in draft.chunk(in: container, rootSnippet: snippet) }
        return chunks.sorted {
            ($0.firstSentAt, $0.spans[0].messageID) < ($1.firstSentAt, $1.spans[0].messageID)
        }
    }

    private mutating func addToWindow(_ pieces: [ChunkPiece]) -> [Chunk] {
        var finished: [Chunk] = []
        if let last = window.lastSentAt, let next = pieces.first?.sentAt,
            next.secondsSince(last) > Double(options.gapSecondsMax)
        {
            finished += close(&window, rootSnippet: nil)
        }
        return finished + append(pieces, to: &window, rootSnippet: nil)
    }

    private func append(_ pieces: [ChunkPiece], to draft: inout ChunkDraft, rootSnippet: String?) -> [Chunk] {
        var finished: [Chunk] = []
        for piece in pieces {
            if !draft.isEmpty, draft.tokens + piece.tokens > options.tokensMax {
                finished += close(&draft, rootSnippet: rootSnippet)
                draft.isContinuation = true
            }
            draft.append(piece)
        }
        return finished
    }

    private func close(_ draft: inout ChunkDraft, rootSnippet: String?) -> [Chunk] {
        defer { draft = ChunkDraft() }
        return draft.chunk(in: container, rootSnippet: rootSnippet).map { [$0] } ?? []
    }

    /// Later replies to a thread closed here begin a chunk of their own.
    private mutating func closeQuietThreads() -> [Chunk] {
        guard threads.count > options.openThreadsMax else { return [] }
        let quiet = threads.sorted { $0.value.lastTouched < $1.value.lastTouched }.prefix(
            threads.count / 2 + 1
        )
        for (thread, _) in quiet { threads[thread] = nil }
        return quiet.compactMap { $0.value.draft.chunk(in: container, rootSnippet: $0.value.rootSnippet) }
    }

    private func pieces(of message: StoredMessage) -> [ChunkPiece] {
        let tokens = tokenCount(ChunkPiece.line(author: message.authorName, text: message.text))
        guard tokens > options.tokensMax else {
            return [ChunkPiece(message, text: message.text, tokens: tokens)]
        }
        let splitter = MessageSplitter(message: message, tokens: tokens, tokensMax: options.tokensMax)
        return splitter.pieces()
    }

    /// Author and beginning of a thread's first message, on one line.
    private func snippet(_ message: StoredMessage) -> String? {
        let line = message.text.split(whereSeparator: \.isWhitespace).prefix(32).joined(separator: " ")
        guard !line.isEmpty else { return nil }
        let full = ChunkPiece.line(author: message.authorName, text: line)
        var end = full.startIndex
        var bytes = 0
        for index in full.indices {
            bytes += String(full[index]).utf8.count
            if bytes > options.rootSnippetBytesMax { break }
            end = full.index(after: index)
        }
        return end == full.endIndex ? full : full[..<end] + "…"
    }
}
