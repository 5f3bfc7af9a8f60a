import FoundationEssentials

/// Visits a folder depth first in sorted order, holding only the names of the folders it stands in.
struct FolderWalk: IteratorProtocol {
    struct File {
        /// Relative to the folder the walk began in.
        var path: String
        var kind: FileStatus.Kind
        var byteCount: Int
    }

    /// Folders inside one another; deeper ones are not entered.
    private static let depthMax = 32

    let folder: String
    /// What is left to visit, the next one last.
    private var waiting: [String]

    init(folder: String) {
        self.folder = folder
        waiting = Self.names(in: folder, prefix: "")
    }

    /// Visits a single entry of the folder.
    init(folder: String, only name: String) {
        self.folder = folder
        waiting = [name]
    }

    mutating func next() -> File? {
        guard let path = waiting.popLast() else { return nil }
        let status = FileStatus(folder + "/" + path, followingLinks: false)
        if status?.kind == .folder, path.split(separator: "/").count < Self.depthMax {
            waiting += Self.names(in: folder + "/" + path, prefix: path + "/")
        }
        return File(path: path, kind: status?.kind ?? .other, byteCount: status?.byteCount ?? 0)
    }

    private static func names(in folder: String, prefix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted(by: >).map { prefix + $0 }
    }
}
