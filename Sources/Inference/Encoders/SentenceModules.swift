internal import Identifiers

/// The steps of a sentence-transformers model, from `modules.json`.
package struct SentenceModules: Equatable, Sendable {
    /// The folder of the pooling's `config.json`; nil where the file names no pooling.
    package let poolingFolder: String?
    /// The folders of the linear layers after the pooling, in their order.
    package let denseFolders: [String]
    /// Whether vectors are scaled to length 1.
    package let normalises: Bool

    private static let denseMax = 4

    /// Refuses by its name a step that is not known: leaving it out would make other vectors.
    package init(_ file: ModelFile) throws(ModelFileError) {
        func failure(_ field: String, _ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: file.name, field: field, problem: problem)
        }
        guard let modules = try file.json().array else {
            throw failure("", .wrongType(expected: "a list"))
        }
        var poolingFolder: String?
        var denseFolders: [String] = []
        var normalises = false
        for (index, module) in modules.enumerated() {
            guard let type = module["type"]?.string, let path = module["path"]?.string else {
                throw failure("\(index)", .wrongType(expected: "a module with type and path"))
            }
            // Packages have moved between versions; the class keeps its name.
            switch type.split(separator: ".").last {
            case "Transformer" where index == 0: break
            case "Pooling" where index == 1: poolingFolder = path
            case "Dense" where index > 1 && !normalises && denseFolders.count < Self.denseMax:
                denseFolders.append(path)
            case "Normalize" where index > 1 && !normalises: normalises = true
            default: throw failure("\(index).type", .unsupported(type))
            }
        }
        self.poolingFolder = poolingFolder
        self.denseFolders = denseFolders
        self.normalises = normalises
    }
}
