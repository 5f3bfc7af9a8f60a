import Foundation
import NIOCore

/// A file as a request's body: read piece by piece while it is sent.
struct FilePieces: AsyncSequence, Sendable {
    private static let pieceBytes = 256 << 10

    let upload: FileUpload

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let upload: FileUpload
        fileprivate var handle: FileHandle?
        private var sentBytes: Int64 = 0

        fileprivate init(upload: FileUpload) { self.upload = upload }

        /// Never more than the announced size: a file that grows meanwhile is sent as it was measured.
        mutating func next() async throws -> ByteBuffer? {
            let file = try handle ?? FileHandle(forReadingFrom: URL(filePath: upload.path))
            handle = file
            let wanted = Int(Swift.min(upload.sizeBytes - sentBytes, Int64(FilePieces.pieceBytes)))
            guard wanted > 0 else { return nil }
            guard let data = try file.read(upToCount: wanted), !data.isEmpty else {
                throw CommandFailure.impossible("\(upload.path) became shorter while it was sent")
            }
            sentBytes += Int64(data.count)
            upload.progress(sentBytes)
            return ByteBuffer(bytes: data)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(upload: upload) }
}
