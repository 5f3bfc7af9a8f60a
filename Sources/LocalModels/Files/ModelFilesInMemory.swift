package import Inference

/// A model's files that somebody has read and checked already.
package struct ModelFilesInMemory: ModelFileSource {
    private let files: [String: [UInt8]]

    /// Bytes by path below the model's top.
    package init(_ files: [String: [UInt8]]) {
        self.files = files
    }

    package func file(_ path: String, bytesMax: Int) async throws -> ModelFile? {
        guard let bytes = files[path] else { return nil }
        guard bytes.count <= bytesMax else {
            throw ModelFileError(file: path, field: "", problem: .tooLarge(bytesMax: bytesMax))
        }
        return ModelFile(name: path, bytes: bytes)
    }

    package func names(endingWith suffix: String, limit: Int) async throws -> [String] {
        Array(files.keys.filter { $0.hasSuffix(suffix) && !$0.contains("/") }.sorted().prefix(limit))
    }
}
