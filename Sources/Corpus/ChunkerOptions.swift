/// How messages are put together into chunks.
package struct ChunkerOptions: Hashable, Sendable {
    /// Tokens of a chunk's text, of the embedding model's tokenizer. The header comes on top: at most about
    /// 50 more.
    package var tokensMax: Int
    /// Messages outside threads that are further apart begin a new conversation.
    package var gapSecondsMax: Int
    /// UTF-8 bytes of the thread's first message that a continuation repeats.
    package var rootSnippetBytesMax: Int
    /// Threads followed at once; beyond it the half that was quiet longest is closed.
    package var openThreadsMax: Int

    package init(tokensMax: Int, gapSecondsMax: Int, rootSnippetBytesMax: Int, openThreadsMax: Int) {
        self.tokensMax = tokensMax
        self.gapSecondsMax = gapSecondsMax
        self.rootSnippetBytesMax = rootSnippetBytesMax
        self.openThreadsMax = openThreadsMax
    }

    /// 200 tokens, 10 minutes, 96 bytes, 4,096 threads: with header and special tokens inside the 256 of
    /// MiniLM.
    package static let standard = ChunkerOptions(
        tokensMax: 200,
        gapSecondsMax: 600,
        rootSnippetBytesMax: 96,
        openThreadsMax: 4096
    )
}
