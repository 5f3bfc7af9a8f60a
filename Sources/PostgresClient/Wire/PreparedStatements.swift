/// The prepared statements of one connection, least recently used out first.
struct PreparedStatements: Sendable {
    struct Key: Hashable, Sendable {
        let text: String
        let types: [UInt32]
    }

    private struct Entry {
        let name: String
        var lastUse: Int
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var uses = 0
    private var names = 0
    private var unwanted: [String] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int {
        entries.count
    }

    /// The name under which the server knows the statement, if it does.
    mutating func use(_ key: Key) -> String? {
        uses += 1
        entries[key]?.lastUse = uses
        return entries[key]?.name
    }

    mutating func newName() -> String {
        names += 1
        return "assay_\(names)"
    }

    mutating func insert(_ key: Key, name: String) {
        uses += 1
        entries[key] = Entry(name: name, lastUse: uses)
    }

    /// Forgets the statement that must make room for another one; linear in the capacity.
    mutating func evictIfFull() -> String? {
        guard entries.count >= capacity,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return nil }
        entries[oldest.key] = nil
        return oldest.value.name
    }

    /// Remembers a name that the server should have dropped and has not.
    mutating func keepUnwanted(_ name: String) {
        unwanted.append(name)
    }

    /// The names that the server is still to drop; whoever takes them tries.
    mutating func takeUnwanted() -> [String] {
        defer { unwanted = [] }
        return unwanted
    }

    /// Forgets a statement and returns its name on the server.
    mutating func remove(_ key: Key) -> String? {
        entries.removeValue(forKey: key)?.name
    }
}
