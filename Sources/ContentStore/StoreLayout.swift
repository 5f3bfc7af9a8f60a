import Glibc
import Identifiers

/// Where things lie under the store's root: `uploads/<random>` and `sha256/<2 hex digits>/<62 hex digits>`.
struct StoreLayout: Sendable {
    let root: String

    var uploads: String { "\(root)/uploads" }
    var contents: String { "\(root)/sha256" }

    func folder(of digest: Digest) -> String {
        "\(contents)/\(digest.hex.prefix(2))"
    }

    func path(of digest: Digest) -> String {
        "\(folder(of: digest))/\(digest.hex.dropFirst(2))"
    }

    /// Makes the folders that every store has, for this user only.
    func prepare() throws(FileSystemFault) {
        for path in [root, uploads, contents] { try Self.makeFolder(path) }
    }

    /// Makes the folder unless it is there, and its entry in the folder above durable.
    static func makeFolder(_ path: String) throws(FileSystemFault) {
        if unsafe mkdir(path, 0o700) == 0 {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
            try OpenFile(directory: String(path[..<slash])).synchronize()
        } else if errno != EEXIST {
            throw FileSystemFault("make the folder of", path)
        }
    }
}
