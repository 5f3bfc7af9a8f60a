import Catalog
import Identifiers
import Retrieval

/// Reads what a model is quantised from out of the content store, every byte held against its digest.
struct ModelFiles {
    private static let pieceBytes = 1 << 20
    /// Settings beside the files that a model must have.
    private static let settingsMax = 64

    let contents: any ArtifactContentStore

    func read(_ listed: [VersionFile]) async throws -> QuantizableModel {
        var files: [String: [UInt8]] = [:]
        var weightsDigest: Digest?
        for path in QuantizableModel.requiredPaths {
            guard let file = listed.first(where: { $0.path.text == path }) else {
                throw InvalidInput("version", "has no \(path), which a model needs")
            }
            if path == QuantizableModel.weightsPath { weightsDigest = file.digest }
            files[path] = try await read(file, bytesMax: Self.limit(of: path))
        }
        let settings = listed.filter { file in
            files[file.path.text] == nil && file.path.text.hasSuffix(".json")
                && file.sizeBytes <= QuantizationLimits.settingsBytesMax
        }
        for file in settings.prefix(Self.settingsMax) {
            files[file.path.text] = try await read(file, bytesMax: QuantizationLimits.settingsBytesMax)
        }
        guard let weightsDigest else { throw InvalidInput("version", "has no weights") }
        return QuantizableModel(files: files, weightsDigest: weightsDigest)
    }

    private static func limit(of path: String) -> Int64 {
        switch path {
        case QuantizableModel.weightsPath: QuantizationLimits.weightsBytesMax
        case QuantizableModel.tokenizerPath: QuantizationLimits.tokenizerBytesMax
        default: QuantizationLimits.settingsBytesMax
        }
    }

    private func read(_ file: VersionFile, bytesMax: Int64) async throws -> [UInt8] {
        guard file.sizeBytes <= bytesMax else {
            throw InvalidInput(
                "version",
                "has a \(file.path.text) of \(file.sizeBytes) bytes; at most \(bytesMax) are quantised"
            )
        }
        let reader = try await contents.open(file.digest)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(file.sizeBytes))
        while bytes.count <= bytesMax {
            // The last piece throws when the content is not what its digest says.
            let piece = try await reader.read(bytesMax: Self.pieceBytes)
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }
}
