internal import Identifiers

/// Results that were computed lately, by the digest of model and input, within a number of bytes: the least recently
/// used goes first.
struct ResultCache {
    /// What an entry takes beside its numbers: key, links, its place in the table, the array's header.
    static let entryBytes = 192

    private struct Entry {
        let key: Digest
        let value: [Float]
        var newer: Int
        var older: Int
    }

    private static let none = -1

    private let bytesMax: Int
    private var entries: [Entry] = []
    private var unused: [Int] = []
    private var places: [Digest: Int] = [:]
    private var newest = none
    private var oldest = none
    private(set) var bytes = 0

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    var count: Int { places.count }

    mutating func value(for key: Digest) -> [Float]? {
        guard let place = places[key] else { return nil }
        unlink(place)
        link(place)
        return entries[place].value
    }

    /// What alone is larger than the cache is not kept.
    mutating func insert(_ value: [Float], for key: Digest) {
        let size = Self.size(value)
        guard places[key] == nil, size <= bytesMax else { return }
        while bytes + size > bytesMax { removeOldest() }
        let entry = Entry(key: key, value: value, newer: Self.none, older: Self.none)
        let place: Int
        if let free = unused.popLast() {
            place = free
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        bytes += size
        link(place)
    }

    private static func size(_ value: [Float]) -> Int {
        entryBytes + value.count * MemoryLayout<Float>.stride
    }

    private mutating func removeOldest() {
        let place = oldest
        unlink(place)
        let entry = entries[place]
        bytes -= Self.size(entry.value)
        places[entry.key] = nil
        entries[place] = Entry(key: entry.key, value: [], newer: Self.none, older: Self.none)
        unused.append(place)
    }

    /// Puts an entry that is in no list at the newest end.
    private mutating func link(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = Self.none
        if newest == Self.none { oldest = place } else { entries[newest].newer = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer == Self.none { newest = older } else { entries[newer].older = older }
        if older == Self.none { oldest = newer } else { entries[older].newer = newer }
    }
}
