package import Corpus

/// Says which containers a reader may see, from the memberships that hold now.
package protocol AccessSetProvider: Sendable {
    /// `sources` names the sources to stay within; nil means all. Unknown readers and sources see nothing.
    func accessSet(for reader: ReaderID, sources: [String]?) async throws -> AccessSet
}
