internal import Identifiers
internal import Inference
internal import Signing

/// The files of a sentence-embedding model in the Hugging Face layout, read once, with their digests.
struct ModelDirectory: Sendable {
    static let weightsName = "model.safetensors"
    private static let settingsBytesMax = 1 << 20
    private static let tokenizerBytesMax = 64 << 20
    private static let weightsBytesMax = 8 << 30

    let configuration: ModelFile
    let tokenizer: ModelFile
    let weights: ModelFile
    let pooling: ModelFile?
    let limits: ModelFile?

    init(path: String) throws(ModelFileError) {
        func file(_ name: String, _ bytesMax: Int) throws(ModelFileError) -> ModelFile {
            ModelFile(name: name, bytes: try ModelFile(path: "\(path)/\(name)", bytesMax: bytesMax).bytes)
        }
        func fileIfPresent(_ name: String) throws(ModelFileError) -> ModelFile? {
            do { return try file(name, Self.settingsBytesMax) } catch {
                if error.problem == .missing { return nil }
                throw error
            }
        }
        configuration = try file("config.json", Self.settingsBytesMax)
        tokenizer = try file("tokenizer.json", Self.tokenizerBytesMax)
        weights = try file(Self.weightsName, Self.weightsBytesMax)
        pooling = try fileIfPresent("1_Pooling/config.json")
        limits = try fileIfPresent("sentence_bert_config.json")
    }

    /// SHA-256 by path below the directory, of the bytes in memory.
    func digests() -> [String: Digest] {
        let files = [configuration, tokenizer, weights, pooling, limits].compactMap { $0 }
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, Digest.sha256(of: $0.bytes)) })
    }
}
