/// Which part of a search's results is wanted.
package struct SearchPageRequest: Hashable, Sendable {
    /// At most `TrackingLimits.searchPageMax`.
    package var size: Int
    /// The page before's `next`, nil for the first page.
    package var token: String?

    package init(size: Int, token: String?) {
        self.size = size
        self.token = token
    }
}
