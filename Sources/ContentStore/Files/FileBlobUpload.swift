import Access
import Catalog
import Glibc

/// One blob being written: a locked file that takes its name when it is whole.
actor FileBlobUpload: BlobUpload {
    /// How much is written between two looks at the free space.
    private static let freeSpaceCheckBytes: Int64 = 8 << 20

    private let layout: StoreLayout
    private let freeBytesMin: Int64
    private let queue: FileQueue
    private let slot: FileSlot
    private var file: OpenFile?
    private var sizeBytes: Int64 = 0
    private var nextFreeSpaceCheck: Int64 = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }

    init(layout: StoreLayout, freeBytesMin: Int64, queue: FileQueue, slot: FileSlot) {
        self.layout = layout
        self.freeBytesMin = freeBytesMin
        self.queue = queue
        self.slot = slot
    }

    isolated deinit { discard() }

    func begin() throws {
        try removingOnFailure { () throws(FileSystemFault) in
            file = try UploadFolder(path: layout.uploads).create()
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try requireOpen()
        try removingOnFailure { () throws(FileSystemFault) in
            try checkFreeSpace()
            try file?.write(bytes)
        }
        sizeBytes += Int64(bytes.count)
    }

    func publish(as name: BlobName) throws {
        try requireOpen()
        try removingOnFailure { () throws(FileSystemFault) in
            try file?.synchronize()
            try moveIntoPlace(name)
        }
        discard()
    }

    func end() {
        discard()
    }

    /// Gives the file its final name, unless a file of the same size has it already.
    private func moveIntoPlace(_ name: BlobName) throws(FileSystemFault) {
        guard let path = file?.path else { return }
        let target = layout.path(of: name)
        let folder = try layout.makeFolders(of: name)
        if !isStored(at: target) {
            guard unsafe rename(path, target) == 0 else { throw FileSystemFault("rename", path) }
        }
        // Also for a file that was there: its name may be so new that it is not on the disk yet.
        try OpenFile(directory: folder).synchronize()
    }

    private func isStored(at path: String) -> Bool {
        guard let existing = try? OpenFile(reading: path) else { return false }
        return (try? existing.sizeBytes()) == sizeBytes
    }

    private func checkFreeSpace() throws(FileSystemFault) {
        guard sizeBytes >= nextFreeSpaceCheck else { return }
        nextFreeSpaceCheck = sizeBytes + Self.freeSpaceCheckBytes
        guard let free = try file?.freeBytes(), free >= freeBytesMin else {
            throw FileSystemFault("write", layout.uploads, code: ENOSPC)
        }
    }

    private func requireOpen() throws {
        guard file != nil else {
            throw StoreFault.conflict(detail: "This upload has ended. Begin a new one.")
        }
    }

    private func removingOnFailure(_ work: () throws(FileSystemFault) -> Void) throws {
        do throws(FileSystemFault) {
            try work()
        } catch {
            discard()
            throw error.translated
        }
    }

    /// Closes the file and removes it under its upload name, which it no longer has once it was published.
    private func discard() {
        guard let open = file.take() else { return }
        unsafe unlink(open.path)
    }
}
