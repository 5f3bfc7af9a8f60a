internal import Identifiers
internal import Inference
internal import Signing

/// The files of one model in the layout of Hugging Face or sentence-transformers, read once, with their digests.
struct ModelPackage: Sendable {
    private static let settingsBytesMax = 1 << 20
    private static let tokenizerBytesMax = 64 << 20
    private static let weightsBytesMax = 8 << 30
    private static let weightsName = "model.safetensors"
    private static let poolingFolder = "1_Pooling"

    let configuration: ModelFile
    let traits: ModelTraits
    let tokenizer: ModelFile
    /// Of weights in parts.
    let index: ModelFile?
    /// In the order of their names.
    let weights: [ModelFile]
    let limits: ModelFile?
    private(set) var modules: ModelFile?
    private(set) var pooling: ModelFile?
    private(set) var prompts: ModelFile?
    private let known: [String: Digest]

    /// A classifier has no use for pooling, modules and prompts: they are not read.
    init(_ source: any ModelFileSource) async throws {
        configuration = try await Self.require("config.json", Self.settingsBytesMax, in: source)
        traits = try ModelTraits(configuration)
        tokenizer = try await Self.require("tokenizer.json", Self.tokenizerBytesMax, in: source)
        limits = try await Self.settings("sentence_bert_config.json", in: source)
        if !traits.isClassifier {
            let steps = try await Self.settings("modules.json", in: source)
            let folder = try Self.poolingFolder(of: steps)
            modules = steps
            pooling = try await Self.settings("\(folder)/config.json", in: source)
            prompts = try await Self.settings("config_sentence_transformers.json", in: source)
        }
        (index, weights) = try await Self.weights(of: source)
        let files = [configuration, tokenizer, limits, modules, pooling, prompts, index] + weights
        known = Dictionary(
            files.compactMap { $0 }.map { ($0.name, Digest.sha256(of: $0.bytes)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// SHA-256 by path, of the bytes in memory, of every file that is used.
    var digests: [String: Digest] {
        let files = [configuration, tokenizer, limits, modules, pooling, prompts, index] + weights
        let names = Set(files.compactMap { $0?.name })
        return known.filter { names.contains($0.key) }
    }

    /// Of several weights files that of their digests, in the order of their names.
    var weightsDigest: Digest? {
        let digests = weights.compactMap { known[$0.name] }
        if digests.count == 1 { return digests[0] }
        return digests.isEmpty ? nil : Digest.sha256(of: digests.flatMap(\.bytes))
    }

    /// The model as a version without `modules.json` and prompts describes it; nil when it is that already.
    ///
    /// Versions from before these two files were read hold neither.
    var withoutModules: ModelPackage? {
        guard modules != nil || prompts != nil else { return nil }
        if let pooling, pooling.name != "\(Self.poolingFolder)/config.json" { return nil }
        var plain = self
        (plain.modules, plain.prompts) = (nil, nil)
        return plain
    }

    func tensors() throws(ModelFileError) -> any TensorSource {
        if let index { return try ShardedSafetensors(index: index, shards: weights) }
        return try SafetensorsFile(weights[0])
    }

    private static func settings(_ name: String, in source: any ModelFileSource) async throws -> ModelFile? {
        try await source.file(name, bytesMax: settingsBytesMax)
    }

    private static func require(
        _ name: String,
        _ bytesMax: Int,
        in source: any ModelFileSource
    ) async throws -> ModelFile {
        guard let file = try await source.file(name, bytesMax: bytesMax) else {
            throw ModelFileError(file: name, field: "", problem: .missing)
        }
        return file
    }

    private static func weights(of source: any ModelFileSource) async throws -> (ModelFile?, [ModelFile]) {
        if let whole = try await source.file(weightsName, bytesMax: weightsBytesMax) { return (nil, [whole]) }
        let name = "\(weightsName).index.json"
        guard let index = try await source.file(name, bytesMax: settingsBytesMax * 16) else {
            throw ModelFileError(file: weightsName, field: "", problem: .missing)
        }
        var shards: [ModelFile] = []
        for shard in try ShardedSafetensors.shardNames(index) {
            shards.append(try await require(shard, weightsBytesMax, in: source))
        }
        return (index, shards)
    }

    /// The folder comes from a file: it must stay below the model's own.
    private static func poolingFolder(of modules: ModelFile?) throws(ModelFileError) -> String {
        guard let modules else { return poolingFolder }
        let folder = try SentenceModules(modules).poolingFolder ?? poolingFolder
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw ModelFileError(
                file: modules.name,
                field: "path",
                problem: .unsupported("the folder \(folder.prefix(64))")
            )
        }
        return folder
    }
}
