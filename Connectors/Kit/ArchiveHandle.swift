import CLibArchive

/// The one owner of a libarchive reading handle. Only zip, tar and gzip are switched on: fewer parsers, fewer
/// surprises.
@safe final class ArchiveHandle {
    enum BlockOutcome {
        case read, end
        /// This member cannot be read, others may.
        case failed(String)
        /// Nothing further can be read.
        case broken(String)
    }

    private static let inputBlockBytes = 64 * 1024
    private static let blockBytes = 64 * 1024

    private let handle: OpaquePointer
    private let locale = UTF8Locale()
    private var buffer = [UInt8](repeating: 0, count: blockBytes)

    init(path: String, name: String) throws(ExportError) {
        guard let handle = unsafe archive_read_new() else {
            throw .cannotOpen(name: name, detail: "out of memory")
        }
        unsafe self.handle = handle
        unsafe archive_read_support_format_zip(handle)
        unsafe archive_read_support_format_tar(handle)
        unsafe archive_read_support_filter_gzip(handle)
        guard unsafe archive_read_open_filename(handle, path, Self.inputBlockBytes) == ARCHIVE_OK else {
            throw .notAnExport(name: name)
        }
    }

    deinit { unsafe archive_read_free(handle) }

    /// The next member's header, nil at the end of the archive.
    func nextHeader(afterMembers members: Int) throws(ExportError) -> MemberGate.Candidate? {
        let (status, candidate) = locale.whileSet { header() }
        if status == ARCHIVE_EOF { return nil }
        guard let candidate else { throw .corrupt(afterMembers: members, detail: message()) }
        return candidate
    }

    private func header() -> (status: Int32, candidate: MemberGate.Candidate?) {
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(handle, &entry)
        guard status >= ARCHIVE_WARN, let entry = unsafe entry else { return (status, nil) }
        return unsafe (status, candidate(entry))
    }

    private func candidate(_ entry: OpaquePointer) -> MemberGate.Candidate {
        let type = unsafe UInt32(archive_entry_filetype(entry))
        let isLink = unsafe archive_entry_hardlink_utf8(entry) != nil || archive_entry_hardlink(entry) != nil
        return unsafe MemberGate.Candidate(
            path: pathname(entry),
            byteCount: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
            isFolder: type == FileKind.folder,
            isRegularFile: type == FileKind.regular && !isLink,
            isEncrypted: archive_entry_is_encrypted(entry) != 0
        )
    }

    /// The UTF-8 form first; the other is there also for names in an unknown encoding.
    private func pathname(_ entry: OpaquePointer) -> String? {
        if let utf8 = unsafe archive_entry_pathname_utf8(entry) { return unsafe String(cString: utf8) }
        return unsafe archive_entry_pathname(entry).map { unsafe String(cString: $0) }
    }

    /// Appends up to 64 KiB of the current member.
    func readBlock(into bytes: inout [UInt8]) -> BlockOutcome {
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe archive_read_data(handle, $0.baseAddress, $0.count)
        }
        if count > 0 {
            bytes.append(contentsOf: buffer[..<count])
            return .read
        }
        if count == 0 { return .end }
        let detail = message()
        return count == Int(ARCHIVE_FATAL) ? .broken(detail) : .failed(detail)
    }

    private func message() -> String {
        unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "unknown damage"
    }
}

/// File types as libarchive gives them (`AE_IFREG`, `AE_IFDIR`), whose macros Swift cannot see.
enum FileKind {
    static let regular: UInt32 = 0o100000
    static let folder: UInt32 = 0o040000
    static let link: UInt32 = 0o120000
}
