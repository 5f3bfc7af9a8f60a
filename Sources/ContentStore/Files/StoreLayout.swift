import Catalog
import Glibc

/// Where things lie under the store's root: `uploads/<random>` and every blob under its name.
struct StoreLayout: Sendable {
    let root: String

    var uploads: String { "\(root)/uploads" }

    func path(of name: BlobName) -> String { "\(root)/\(name.text)" }

    /// Makes the folders that every store has, for this user only.
    func prepare() throws(FileSystemFault) {
        for path in [root, uploads] { try Self.makeFolder(path) }
    }

    /// Makes the folders that the blob lies in; gives back the innermost.
    func makeFolders(of name: BlobName) throws(FileSystemFault) -> String {
        var folder = root
        for part in name.text.split(separator: "/").dropLast() {
            folder += "/\(part)"
            try Self.makeFolder(folder)
        }
        return folder
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
