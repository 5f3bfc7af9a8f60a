/// One `.json` file, the only member of its export.
package struct SingleFileReader: ExportSource {
    package let name: String
    private let path: String
    private let limits: ExportLimits

    init(path: String, limits: ExportLimits) {
        self.path = path
        self.limits = limits
        name = ExportPath.stem(of: path)
    }

    package func members() throws(ExportError) -> any ExportMembers {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        return FileMembers(
            walk: FolderWalk(folder: folder.isEmpty ? "/" : folder, only: ExportPath.last(of: path)),
            gate: MemberGate(limits: limits, archiveByteCount: nil)
        )
    }
}
