/// Bytes in memory as the pieces of a stream.
struct WholeBytes: AsyncSequence, Sendable {
    private static let pieceBytes = 1 << 20

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let bytes: [UInt8]
        private var position = 0

        fileprivate init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func next() async throws -> [UInt8]? {
            guard position < bytes.count else { return nil }
            try Task.checkCancellation()
            let end = Swift.min(position + WholeBytes.pieceBytes, bytes.count)
            defer { position = end }
            return Array(bytes[position..<end])
        }
    }
}
