import Catalog
import FoundationEssentials
import Glibc
import Identifiers

/// A walk through folders in byte order of the names, from a name on and no further than needed.
struct BlobListing {
    let layout: StoreLayout
    let after: BlobName?
    let limit: Int
    private(set) var entries: [BlobEntry] = []

    init(layout: StoreLayout, after: BlobName?, limit: Int) {
        self.layout = layout
        self.after = after
        self.limit = limit
    }

    /// Adds what is in the folder. A folder that is not there is empty.
    mutating func add(_ folder: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(layout.root)/\(folder)")
        else {
            return
        }
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard entries.count < limit else { return }
            let path = "\(folder)/\(name)"
            if isBehind(path) { continue }
            try addEntry(path)
        }
    }

    private mutating func addEntry(_ path: String) throws {
        guard let name = BlobName(path), let file = try? OpenFile(reading: layout.path(of: name)) else {
            return
        }
        guard try !file.isFolder() else { return try add(path) }
        entries.append(BlobEntry(name: name, writtenAt: try file.modifiedAt()))
    }

    private func isBehind(_ path: String) -> Bool {
        guard let after = after?.text else { return false }
        return !after.hasPrefix("\(path)/") && !after.utf8.lexicographicallyPrecedes(path.utf8)
    }
}
