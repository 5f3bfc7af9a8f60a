/// Which of the living and the deleted a search shows.
package enum LifecycleView: String, Hashable, Sendable, CaseIterable {
    case active = "ACTIVE_ONLY"
    case deleted = "DELETED_ONLY"
    case all = "ALL"
}
