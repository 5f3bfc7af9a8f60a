import Identifiers

/// A message, or a part of one, on its way into a chunk.
struct ChunkPiece: Hashable {
    var messageID: Int64
    var author: String
    var text: String
    /// Of the whole line, author included.
    var tokens: Int
    var sentAt: Instant

    init(_ message: StoredMessage, text: String, tokens: Int) {
        messageID = message.id
        author = message.authorName
        self.text = text
        self.tokens = tokens
        sentAt = message.sentAt
    }

    static func line(author: String, text: String) -> String { "\(author): \(text)" }
}

/// A chunk while it grows.
struct ChunkDraft {
    /// Set when an earlier chunk holds the beginning of the same thread.
    var isContinuation = false
    private(set) var tokens = 0
    private var pieces: [ChunkPiece] = []

    var isEmpty: Bool { pieces.isEmpty }
    var lastSentAt: Instant? { pieces.last?.sentAt }

    mutating func append(_ piece: ChunkPiece) {
        tokens += piece.tokens
        pieces.append(piece)
    }

    /// One line a message; spans cover what was written, without the author before it. Nil when there is
    /// nothing.
    func chunk(in container: ChunkedContainer, rootSnippet: String?) -> Chunk? {
        guard let first = pieces.first, let last = pieces.last else { return nil }
        var text = ""
        var spans: [Chunk.Span] = []
        for piece in pieces {
            if !text.isEmpty { text += "\n" }
            text += ChunkPiece.line(author: piece.author, text: "")
            let start = text.utf8.count
            text += piece.text
            spans.append(Chunk.Span(messageID: piece.messageID, utf8Range: start..<text.utf8.count))
        }
        return Chunk(
            containerID: container.id,
            header: container.header(at: first.sentAt, threadBegan: isContinuation ? rootSnippet : nil),
            text: text,
            spans: spans,
            firstSentAt: first.sentAt,
            lastSentAt: last.sentAt
        )
    }
}
