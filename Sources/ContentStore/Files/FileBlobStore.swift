import Access
package import Catalog
import FoundationEssentials
import Glibc
package import Identifiers

/// Blobs in files below one folder.
///
/// Several processes may share the folder: an upload's file is locked while it is written, so only those of
/// processes that are gone are cleaned away.
package final class FileBlobStore: BlobStore {
    private let layout: StoreLayout
    private let queues: FileQueues
    private let freeBytesMin: Int64

    /// Opens or makes the store and removes what killed processes left behind.
    ///
    /// - Parameters:
    ///   - root: An absolute path whose parent exists.
    ///   - freeBytesMin: Uploads stop with `StoreFault.storageFull` while the disk has less than this, so
    ///   that a database on the same disk can go on.
    ///   - threadCount: Threads for file work.
    ///   - openFilesMax: Uploads and readers at a time; more are told to try again later.
    package init(
        root: String,
        freeBytesMin: Int64 = 64 << 20,
        threadCount: Int = 4,
        openFilesMax: Int = 256
    ) async throws {
        let layout = StoreLayout(root: root)
        self.layout = layout
        self.freeBytesMin = freeBytesMin
        queues = FileQueues(threadCount: threadCount, openFilesMax: openFilesMax)
        try await onFileThread {
            try layout.prepare()
            try UploadFolder(path: layout.uploads).removeLeftovers()
        }
    }

    package func beginBlob() async throws -> any BlobUpload {
        let slot = try queues.takeSlot()
        let upload = FileBlobUpload(
            layout: layout,
            freeBytesMin: freeBytesMin,
            queue: queues.next(),
            slot: slot
        )
        try await upload.begin()
        return upload
    }

    package func open(_ name: BlobName) async throws -> (any BlobReader)? {
        let slot = try queues.takeSlot()
        let queue = queues.next()
        let path = layout.path(of: name)
        do {
            return try await queue.run {
                let file = try OpenFile(reading: path)
                let sizeBytes = try file.sizeBytes()
                return FileBlobReader(file: file, sizeBytes: sizeBytes, queue: queue, slot: slot)
            }
        } catch let fault as FileSystemFault {
            guard fault.code == ENOENT else { throw fault.translated }
            return nil
        }
    }

    package func remove(_ name: BlobName) async throws {
        let path = layout.path(of: name)
        try await onFileThread {
            guard unsafe unlink(path) == 0 || errno == ENOENT else { throw FileSystemFault("remove", path) }
        }
    }

    package func blobs(in folder: BlobName, after name: BlobName?, limit: Int) async throws -> [BlobEntry] {
        let layout = layout
        return try await onFileThread {
            var listing = BlobListing(layout: layout, after: name, limit: limit)
            try listing.add(folder.text)
            return listing.entries
        }
    }

    package func removeLeftovers(before cutoff: Instant) async throws {
        let uploads = UploadFolder(path: layout.uploads)
        try await onFileThread { try uploads.removeLeftovers() }
    }

    /// Where the blob lies, for readers that need a file of their own, such as an archive's.
    package func path(of name: BlobName) -> String {
        layout.path(of: name)
    }

    private func onFileThread<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        do {
            return try await queues.next().run(work)
        } catch let fault as FileSystemFault {
            throw fault.translated
        }
    }
}
