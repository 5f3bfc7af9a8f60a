import Access
import Catalog
import Glibc
import Identifiers
import Signing

/// One upload: a locked file that is hashed while it grows and takes its digest's name when it is whole.
actor FileUpload: ContentUpload {
    /// How much is written between two looks at the free space.
    private static let freeSpaceCheckBytes: Int64 = 8 << 20

    private let layout: StoreLayout
    private let freeBytesMin: Int64
    private let queue: FileQueue
    private let slot: FileSlot
    private var file: OpenFile?
    private var hasher = SHA256Hasher()
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
        hasher.update(bytes)
        sizeBytes += Int64(bytes.count)
    }

    func commit(expecting expected: Digest?) throws -> (digest: Digest, sizeBytes: Int64) {
        try requireOpen()
        let digest = hasher.finalize()
        if let expected, expected != digest {
            discard()
            throw StoreFault.invalid(
                field: "digest",
                detail: "the content that came has the SHA-256 \(digest.hex), not \(expected.hex)."
            )
        }
        try removingOnFailure { () throws(FileSystemFault) in
            try file?.synchronize()
            try publish(as: digest)
        }
        discard()
        return (digest, sizeBytes)
    }

    func abandon() {
        discard()
    }

    /// Gives the file its final name, unless content of the same size has it already.
    private func publish(as digest: Digest) throws(FileSystemFault) {
        guard let path = file?.path else { return }
        let (folder, target) = (layout.folder(of: digest), layout.path(of: digest))
        try StoreLayout.makeFolder(folder)
        if !isStored(at: target) {
            guard unsafe rename(path, target) == 0 else { throw FileSystemFault("rename", path) }
        }
        // Also for content that was there: its name may be so new that it is not on the disk yet.
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
