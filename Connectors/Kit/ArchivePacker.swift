import CLibArchive

/// Writes files into one archive, block by block, for sending it somewhere else.
///
/// Times and owners are left out, so that the same files give the same archive.
@safe package final class ArchivePacker {
    package enum Format: Sendable { case zip, tar, gzippedTar }

    private static let dosEpochSeconds = 315_532_800

    private let handle: OpaquePointer
    private let locale = UTF8Locale()
    private let name: String

    /// Creates or overwrites the file at `path`.
    package init(path: String, format: Format) throws(ExportError) {
        name = ExportPath.last(of: path)
        guard let handle = unsafe archive_write_new() else {
            throw .cannotWrite(name: name, detail: "out of memory")
        }
        unsafe self.handle = handle
        switch format {
        case .zip: unsafe archive_write_set_format_zip(handle)
        case .tar, .gzippedTar: unsafe archive_write_set_format_pax_restricted(handle)
        }
        if case .gzippedTar = format {
            unsafe archive_write_add_filter_gzip(handle)
            unsafe archive_write_set_options(handle, "gzip:!timestamp")
        }
        try check(unsafe archive_write_open_filename(handle, path))
    }

    deinit { unsafe archive_write_free(handle) }

    /// Packs every regular file below `folder` under its relative path; links and devices are left out.
    ///
    /// - Returns: the number of files packed.
    @discardableResult
    package static func pack(
        folder: String,
        into path: String,
        format: Format
    ) throws(ExportError) -> Int {
        let packer = try ArchivePacker(path: path, format: format)
        var walk = FolderWalk(folder: folder)
        var files = 0
        while let file = walk.next() {
            guard file.kind == .file else { continue }
            try packer.add(file: folder + "/" + file.path, byteCount: file.byteCount, as: file.path)
            files += 1
        }
        try packer.finish()
        return files
    }

    /// Adds a member whose bytes are at hand. The name is written as it is given.
    package func add(_ bytes: [UInt8], as member: String) throws(ExportError) {
        try writeHeader(member, byteCount: bytes.count)
        try write(bytes[...])
    }

    /// Adds a file; one that changes its size meanwhile is an error.
    private func add(file path: String, byteCount: Int, as member: String) throws(ExportError) {
        guard var file = FileBytes(path) else {
            throw .cannotOpen(name: member, detail: "the file cannot be read")
        }
        try writeHeader(member, byteCount: byteCount)
        var left = byteCount
        while let block = file.next(), !block.isEmpty {
            left -= block.count
            guard left >= 0 else { break }
            try write(block)
        }
        guard left == 0 else {
            throw .cannotOpen(name: member, detail: "the file changed while it was packed")
        }
    }

    /// Writes the end of the archive; without it the archive is damaged.
    package func finish() throws(ExportError) {
        try check(unsafe archive_write_close(handle))
    }

    private func writeHeader(_ member: String, byteCount: Int) throws(ExportError) {
        try check(locale.whileSet { header(member, byteCount: byteCount) })
    }

    private func header(_ member: String, byteCount: Int) -> Int32 {
        guard let entry = unsafe archive_entry_new() else { return ARCHIVE_FATAL }
        defer { unsafe archive_entry_free(entry) }
        unsafe archive_entry_set_pathname(entry, member)
        unsafe archive_entry_set_size(entry, Int64(byteCount))
        unsafe archive_entry_set_filetype(entry, FileKind.regular)
        unsafe archive_entry_set_perm(entry, 0o644)
        unsafe archive_entry_set_mtime(entry, Self.dosEpochSeconds, 0)
        return unsafe archive_write_header(handle, entry)
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(ExportError) {
        let written = unsafe bytes.withUnsafeBytes {
            unsafe archive_write_data(handle, $0.baseAddress, $0.count)
        }
        guard written == bytes.count else { throw .cannotWrite(name: name, detail: message()) }
    }

    private func check(_ status: Int32) throws(ExportError) {
        guard status >= ARCHIVE_WARN else { throw .cannotWrite(name: name, detail: message()) }
    }

    private func message() -> String {
        unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "unknown trouble"
    }
}
