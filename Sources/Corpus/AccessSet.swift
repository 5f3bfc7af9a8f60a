/// The containers one reader may see, fixed when a question arrives.
///
/// Retrieval takes it as a parameter that cannot be left out, and every statistic of a ranking is computed inside it,
/// so that what lies outside can change neither an answer nor a count.
package struct AccessSet: Hashable, Sendable {
    /// Ids of `containers` rows in the database.
    package let containerIDs: Set<Int64>

    /// Sees nothing.
    package static let nothing = AccessSet(containerIDs: [])

    package init(containerIDs: Set<Int64>) {
        self.containerIDs = containerIDs
    }

    package func allows(containerID: Int64) -> Bool {
        containerIDs.contains(containerID)
    }

    /// This set narrowed to `others`; never wider.
    package func narrowed(to others: Set<Int64>) -> AccessSet {
        AccessSet(containerIDs: containerIDs.intersection(others))
    }
}
