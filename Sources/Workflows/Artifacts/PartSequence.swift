import Catalog

/// The bytes of parts one after another, each part checked against its digest.
struct PartSequence: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    let parts: [ArtifactPart]
    let contents: any ArtifactContentStore
    let pieceBytes: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        let contents: any ArtifactContentStore
        let pieceBytes: Int
        var rest: ArraySlice<ArtifactPart>
        var reader: (any ContentReader)?

        @concurrent
        mutating func next() async throws -> [UInt8]? {
            while true {
                if let piece = try await reader?.read(bytesMax: pieceBytes), !piece.isEmpty { return piece }
                guard let part = rest.popFirst() else { return nil }
                reader = try await contents.open(part.digest)
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(contents: contents, pieceBytes: pieceBytes, rest: parts[...])
    }
}
