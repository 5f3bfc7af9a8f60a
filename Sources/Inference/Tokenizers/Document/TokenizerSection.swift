/// A section of a `tokenizer.json`, with errors that name the file and the path to the key.
struct TokenizerSection {
    let root: TokenizerDocument
    let file: String
    let path: String

    init(_ file: ModelFile) throws(ModelFileError) {
        self.init(root: try TokenizerDocumentParser.parse(file), file: file.name, path: "")
        guard root.members != nil else { throw failure("", .wrongType(expected: "an object")) }
    }

    init(root: TokenizerDocument, file: String, path: String) {
        self.root = root
        self.file = file
        self.path = path
    }

    func failure(_ key: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        let field = path.isEmpty || key.isEmpty ? path + key : "\(path).\(key)"
        return ModelFileError(file: file, field: field, problem: problem)
    }

    /// A part that may be absent; null counts as absent.
    func optional(_ key: String) -> TokenizerSection? {
        root[key].map {
            TokenizerSection(root: $0, file: file, path: path.isEmpty ? key : "\(path).\(key)")
        }
    }

    func section(_ key: String) throws(ModelFileError) -> TokenizerSection {
        guard let section = optional(key) else { throw failure(key, .missing) }
        return section
    }

    /// The elements of an array, each with its place.
    func elements(_ key: String) throws(ModelFileError) -> [TokenizerSection] {
        let section = try section(key)
        guard let values = section.root.array else {
            throw failure(key, .wrongType(expected: "an array"))
        }
        return values.enumerated().map {
            TokenizerSection(root: $1, file: file, path: "\(section.path)[\($0)]")
        }
    }

    var kind: String { root["type"]?.string ?? "none" }

    func bytes(_ key: String) throws(ModelFileError) -> [UInt8] {
        guard let bytes = try section(key).root.bytes else {
            throw failure(key, .wrongType(expected: "a string"))
        }
        return bytes
    }

    func string(_ key: String) throws(ModelFileError) -> String {
        String(decoding: try bytes(key), as: UTF8.self)
    }

    func bool(_ key: String, absent: Bool) throws(ModelFileError) -> Bool {
        guard let value = root[key] else { return absent }
        guard let flag = value.bool else { throw failure(key, .wrongType(expected: "true or false")) }
        return flag
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
        guard let number = try section(key).root.integer else {
            throw failure(key, .wrongType(expected: "a whole number"))
        }
        guard range.contains(number) else {
            throw failure(key, .outOfRange("\(number) is not in \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    func token(_ key: String) throws(ModelFileError) -> Int32 {
        Int32(try integer(key, in: 0...TokenTable.tokenMax))
    }

    /// Refuses every key outside of `known`, by name: what is not understood may change the tokens.
    func allow(_ known: String...) throws(ModelFileError) {
        for member in root.members ?? [] {
            let key = String(decoding: member.key, as: UTF8.self)
            if key == "type" || known.contains(key) || member.value == .null { continue }
            throw failure(String(key.prefix(64)), .unsupported("a setting that is not known"))
        }
    }
}
