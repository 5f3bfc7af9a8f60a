import Access
import Catalog
import Inference
import LocalModels

/// The files of a sealed version, read from the content store.
struct StoredModelFiles: ModelFileSource {
    private static let pieceBytes = 1 << 20

    let files: [String: VersionFile]
    let contents: any ArtifactContentStore

    func names(endingWith suffix: String, limit: Int) async throws -> [String] {
        Array(files.keys.filter { $0.hasSuffix(suffix) && !$0.contains("/") }.sorted().prefix(limit))
    }

    /// The store checks what it reads against the digest.
    func file(_ path: String, bytesMax: Int) async throws -> ModelFile? {
        guard let stored = files[path] else { return nil }
        guard stored.sizeBytes <= Int64(bytesMax) else {
            throw ModelFileError(file: path, field: "", problem: .tooLarge(bytesMax: bytesMax))
        }
        let content = try await contents.open(stored.digest)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(stored.sizeBytes))
        while true {
            let piece = try await content.read(bytesMax: Self.pieceBytes)
            if piece.isEmpty { break }
            bytes += piece
        }
        guard bytes.count == Int(stored.sizeBytes) else {
            throw ModelFileError(file: path, field: "", problem: .truncated)
        }
        return ModelFile(name: path, bytes: bytes)
    }
}
