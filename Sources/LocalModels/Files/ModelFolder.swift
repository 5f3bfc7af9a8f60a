internal import FoundationEssentials
package import Inference

/// A model's files in a folder of this machine.
package struct ModelFolder: ModelFileSource {
    private let folder: String

    package init(_ folder: String) {
        self.folder = folder
    }

    /// Files are read away from the caller's actor: weights take seconds.
    @concurrent
    package func file(_ path: String, bytesMax: Int) async throws -> ModelFile? {
        try read(path, bytesMax)
    }

    /// None where the folder cannot be listed.
    @concurrent
    package func names(endingWith suffix: String, limit: Int) async throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Array(names.filter { $0.hasSuffix(suffix) }.sorted().prefix(limit))
    }

    private func read(_ path: String, _ bytesMax: Int) throws(ModelFileError) -> ModelFile? {
        do {
            let file = try ModelFile(path: "\(folder)/\(path)", bytesMax: bytesMax)
            return ModelFile(name: path, bytes: file.bytes)
        } catch {
            if error.problem == .missing { return nil }
            throw error
        }
    }
}
