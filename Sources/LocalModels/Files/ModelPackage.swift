internal import Identifiers
internal import Inference
internal import Signing

/// The files of one model, read once, with their digests: in the layout of Hugging Face or sentence-transformers, or one
/// GGUF file, which holds all of them.
struct ModelPackage: Sendable {
    private static let settingsBytesMax = 1 << 20
    private static let tokenizerBytesMax = 64 << 20
    private static let weightsBytesMax = 8 << 30
    private static let denseBytesMax = 1 << 30
    private static let weightsName = "model.safetensors"
    private static let poolingFolder = "1_Pooling"
    private static let modulesName = "modules.json"
    private static let promptsName = "config_sentence_transformers.json"
    private static let wholeSuffix = ".gguf"

    /// The files of a linear layer after the pooling.
    struct Dense: Sendable {
        let settings: ModelFile
        let weights: ModelFile
    }

    /// Of a model that is one file: `configuration`, `tokenizer` and `weights` are this file then, and no other is read.
    let whole: GGUFEncoder?
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
    private(set) var dense: [Dense] = []
    private let known: [String: Digest]

    /// A GGUF file is looked for where there is no `config.json`. A classifier has no use for pooling, modules and
    /// prompts: they are not read.
    init(_ source: any ModelFileSource) async throws {
        if let file = try await Self.wholeModel(in: source) {
            whole = try GGUFEncoder(try GGUFFile(file))
            (traits, index, limits) = (.none, nil, nil)
            (configuration, tokenizer, weights) = (file, file, [file])
            known = [file.name: Digest.sha256(of: file.bytes)]
            return
        }
        whole = nil
        configuration = try await Self.require("config.json", Self.settingsBytesMax, in: source)
        traits = try ModelTraits(configuration)
        tokenizer = try await Self.require("tokenizer.json", Self.tokenizerBytesMax, in: source)
        limits = try await Self.settings("sentence_bert_config.json", in: source)
        if !traits.isClassifier {
            let steps = try await Self.settings(Self.modulesName, in: source)
            let (folder, denseFolders) = try Self.folders(of: steps)
            modules = steps
            for step in denseFolders { dense.append(try await Self.dense(step, in: source)) }
            pooling = try await Self.settings("\(folder)/config.json", in: source)
            prompts = try await Self.settings(Self.promptsName, in: source)
        }
        (index, weights) = try await Self.weights(of: source)
        let steps = dense.flatMap { [$0.settings, $0.weights] }
        let files = [configuration, tokenizer, limits, modules, pooling, prompts, index] + weights + steps
        known = Dictionary(
            files.compactMap { $0 }.map { ($0.name, Digest.sha256(of: $0.bytes)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// SHA-256 by path, of the bytes in memory, of every file that is used.
    var digests: [String: Digest] {
        var leftOut: Set<String> = []
        if modules == nil { leftOut.insert(Self.modulesName) }
        if prompts == nil { leftOut.insert(Self.promptsName) }
        return known.filter { !leftOut.contains($0.key) }
    }

    /// Of several weights files, those of linear layers after the pooling among them, that of their digests, in the
    /// order of their names.
    var weightsDigest: Digest? {
        let names = (weights + dense.map(\.weights)).map(\.name).sorted()
        let digests = names.compactMap { known[$0] }
        if digests.count == 1 { return digests[0] }
        return digests.isEmpty ? nil : Digest.sha256(of: digests.flatMap(\.bytes))
    }

    /// The model as a version without `modules.json` and prompts describes it; nil when it is that already.
    ///
    /// Versions from before these two files were read hold neither.
    var withoutModules: ModelPackage? {
        guard modules != nil || prompts != nil, dense.isEmpty else { return nil }
        if let pooling, pooling.name != "\(Self.poolingFolder)/config.json" { return nil }
        var plain = self
        (plain.modules, plain.prompts) = (nil, nil)
        return plain
    }

    func tensors() throws(ModelFileError) -> any TensorSource {
        if let whole { return whole.file }
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

    /// The only GGUF file of a model without `config.json`.
    private static func wholeModel(in source: any ModelFileSource) async throws -> ModelFile? {
        if try await source.file("config.json", bytesMax: settingsBytesMax) != nil { return nil }
        let names = try await source.names(endingWith: wholeSuffix, limit: 2)
        guard let name = names.first else { return nil }
        guard names.count == 1 else {
            throw ModelFileError(
                file: name,
                field: "",
                problem: .unsupported("another GGUF file beside it; leave the one that is to be served")
            )
        }
        return try await require(name, weightsBytesMax, in: source)
    }

    private static func dense(_ folder: String, in source: any ModelFileSource) async throws -> Dense {
        Dense(
            settings: try await require("\(folder)/config.json", settingsBytesMax, in: source),
            weights: try await require("\(folder)/\(weightsName)", denseBytesMax, in: source)
        )
    }

    /// Of the pooling, and of the linear layers after it.
    private static func folders(
        of modules: ModelFile?
    ) throws(ModelFileError) -> (pooling: String, dense: [String]) {
        guard let modules else { return (poolingFolder, []) }
        let steps = try SentenceModules(modules)
        let pooling = steps.poolingFolder ?? poolingFolder
        for folder in [pooling] + steps.denseFolders { try check(folder, in: modules) }
        return (pooling, steps.denseFolders)
    }

    /// A folder that comes from a file must stay below the model's own.
    private static func check(_ folder: String, in modules: ModelFile) throws(ModelFileError) {
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw ModelFileError(
                file: modules.name,
                field: "path",
                problem: .unsupported("the folder \(folder.prefix(64))")
            )
        }
    }
}
