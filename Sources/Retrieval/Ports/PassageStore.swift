/// Reads the text behind hits, checking access once more: the index may be seconds behind a change of
/// membership.
package protocol PassageStore: Sendable {
    /// The passages that `reader` may see at this moment, in the order of `chunkIDs`, which holds at most
    /// `SearchQuery.limitMax` ids.
    ///
    /// Every row is checked against the reader's memberships in the database, in the statement that reads it.
    /// Chunks that are gone or no longer visible are left out without a sign of it.
    func passages(chunkIDs: [Int64], visibleTo reader: ReaderID) async throws -> [Passage]
}
