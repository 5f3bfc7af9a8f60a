import Glibc

/// What lies at a path.
struct FileStatus {
    enum Kind { case file, folder, other }

    let kind: Kind
    let byteCount: Int

    /// Nil when there is nothing or it may not be seen.
    ///
    /// - Parameter followingLinks: false gives a link as `other`.
    init?(_ path: String, followingLinks: Bool) {
        var status = stat()
        let outcome = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
        guard outcome == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        byteCount = Int(status.st_size)
    }
}
