import Access
package import Catalog
import Glibc
package import Identifiers
import Signing

/// Content in files below one folder, named by digest.
///
/// Several processes may share the folder: an upload's file is locked while it is written, so only those of
/// processes that are gone are cleaned away.
package final class FileContentStore: ArtifactContentStore {
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

    package func beginUpload() async throws -> any ContentUpload {
        let slot = try queues.takeSlot()
        let upload = FileUpload(layout: layout, freeBytesMin: freeBytesMin, queue: queues.next(), slot: slot)
        try await upload.begin()
        return upload
    }

    package func sizeBytes(of digest: Digest) async throws -> Int64? {
        let path = layout.path(of: digest)
        return try await onFileThread {
            do {
                return try OpenFile(reading: path).sizeBytes()
            } catch let fault as FileSystemFault where fault.code == ENOENT {
                return nil
            }
        }
    }

    package func open(_ digest: Digest) async throws -> any ContentReader {
        let slot = try queues.takeSlot()
        let queue = queues.next()
        let path = layout.path(of: digest)
        do {
            let sizeBytes = try await queue.run { try OpenFile(reading: path).sizeBytes() }
            let reader = FileReader(
                path: path,
                digest: digest,
                sizeBytes: sizeBytes,
                queue: queue,
                slot: slot
            )
            try await reader.begin()
            return reader
        } catch let fault as FileSystemFault {
            guard fault.code == ENOENT else { throw fault.translated }
            throw StoreFault.notFound(what: "The content \(digest.hex)")
        }
    }

    /// Where the content lies, for readers that need a file of their own, such as an archive's.
    ///
    /// Nothing says that the file is there or sound; ask `sizeBytes(of:)` first. It must not be changed.
    package func path(of digest: Digest) -> String {
        layout.path(of: digest)
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
