/// Which requests an embedder serves first.
package enum InferencePriority: Hashable, Sendable {
    /// Somebody waits for the answer.
    case interactive
    /// Indexing and other work without a reader.
    case bulk
}
