/// Paths on this machine that an export is read from, and what lies there.
package enum ExportPath {
    static func last(of path: String) -> String {
        path.split(separator: "/").last.map { String($0) } ?? path
    }

    /// The last part without `.zip`, `.tar`, `.tar.gz`, `.tgz` or `.json`.
    static func stem(of path: String) -> String {
        let last = last(of: path)
        for ending in [".tar.gz", ".tgz", ".tar", ".zip", ".json"] where last.lowercased().hasSuffix(ending) {
            return String(last.dropLast(ending.count))
        }
        return last
    }

    /// Opens whatever lies at `path`: a folder, a `.json` file, or a zip or tar archive.
    package static func source(at path: String, limits: ExportLimits = .standard) throws(ExportError)
        -> any ExportSource
    {
        let name = last(of: path)
        guard let status = FileStatus(path, followingLinks: true) else {
            throw .cannotOpen(name: name, detail: "no such file or folder, or no permission to read it")
        }
        if status.kind == .folder { return FolderReader(folder: path, limits: limits) }
        if name.lowercased().hasSuffix(".json") { return SingleFileReader(path: path, limits: limits) }
        let reader = ArchiveReader(path: path, byteCount: status.byteCount, limits: limits)
        _ = try reader.members()
        return reader
    }
}
