import Access

/// The revision a caller believes a thing to have; nil accepts any.
struct ExpectedRevision: Sendable {
    let revision: Int64?

    init(_ revision: Int64?) {
        self.revision = revision
    }

    /// Throws unless the thing, locked by now, still has the revision.
    func check(_ current: Int64, of thing: String) throws(StoreFault) {
        guard let revision, revision != current else { return }
        throw .revisionMismatch(what: thing, current: current)
    }
}
