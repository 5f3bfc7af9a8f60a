import Identifiers

/// What a chunk's header says about where its messages were written.
package struct ChunkedContainer: Hashable, Sendable {
    private static let nameCharactersMax = 60

    package var id: Int64
    package var name: String
    package var kind: ExportedContainer.Kind

    package init(id: Int64, name: String, kind: ExportedContainer.Kind) {
        self.id = id
        self.name = name
        self.kind = kind
    }

    /// `#general, 2026-03-02` (the day in UTC), and for the later parts of a thread how it began.
    func header(at instant: Instant, threadBegan: String?) -> String {
        let day = instant.rfc3339.prefix { $0 != "T" }
        let place =
            switch kind {
            case .publicChannel, .privateChannel: "#" + name.prefix(Self.nameCharactersMax)
            case .groupDirectMessage: "group message " + name.prefix(Self.nameCharactersMax)
            case .directMessage: "direct message " + name.prefix(Self.nameCharactersMax)
            }
        return threadBegan.map { "\(place), \(day), thread: \($0)" } ?? "\(place), \(day)"
    }
}
