import Foundation
import Identifiers
import Signing

/// A file that arrives: written beside its place, checked, and only then put there.
struct DownloadedFile {
    let path: String

    private var partPath: String { path + ".part" }

    /// Takes the body of an answer; a wrong length or digest leaves nothing behind.
    func receive(
        _ response: TransportResponse,
        digest expected: Digest?,
        progress: (Int64) -> Void = { _ in }
    ) async throws {
        do {
            let (written, digest) = try await write(response.body, progress: progress)
            if let length = response.headers["content-length"].flatMap(Int64.init), length != written {
                throw CommandFailure.impossible(
                    "\(path) broke off after \(written) of \(length) bytes; try again"
                )
            }
            if let expected, digest != expected {
                throw CommandFailure.impossible(
                    "\(path) arrived damaged: its digest is not what the catalog records"
                )
            }
            try place()
        } catch {
            try? FileManager.default.removeItem(atPath: partPath)
            throw error
        }
    }

    private func write(_ body: ByteStream, progress: (Int64) -> Void) async throws -> (Int64, Digest) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: partPath, contents: nil),
            let handle = FileHandle(forWritingAtPath: partPath)
        else { throw CommandFailure.impossible("\(path) cannot be written") }
        defer { try? handle.close() }
        var hasher = SHA256Hasher()
        var written: Int64 = 0
        for try await piece in body {
            try handle.write(contentsOf: Data(piece))
            hasher.update(piece)
            written += Int64(piece.count)
            progress(written)
        }
        try handle.synchronize()
        return (written, hasher.finalize())
    }

    private func place() throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.moveItem(atPath: partPath, toPath: path)
    }
}
