internal import Identifiers

/// Reads the keys of one JSON configuration file, with errors that name file and key.
struct ConfigurationReader {
    private let file: String
    private let root: JSONValue

    init(_ file: ModelFile) throws(ModelFileError) {
        self.init(root: try file.json(), file: file.name)
        guard case .object = root else { throw failure("", .wrongType(expected: "an object")) }
    }

    init(root: JSONValue, file: String) {
        self.root = root
        self.file = file
    }

    func failure(_ key: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file, field: key, problem: problem)
    }

    /// A key that may be absent; null counts as absent.
    func optional(_ key: String) -> JSONValue? {
        guard let value = root[key], value != .null else { return nil }
        return value
    }

    func require(_ key: String) throws(ModelFileError) -> JSONValue {
        guard let value = optional(key) else { throw failure(key, .missing) }
        return value
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
        guard let number = try require(key).int else {
            throw failure(key, .wrongType(expected: "a whole number"))
        }
        guard range.contains(number) else {
            throw failure(key, .outOfRange("\(number) is not in \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }

    func string(_ key: String) throws(ModelFileError) -> String {
        guard let text = try require(key).string else { throw failure(key, .wrongType(expected: "a string")) }
        return text
    }

    func bool(_ key: String, absent: Bool) throws(ModelFileError) -> Bool {
        guard let value = optional(key) else { return absent }
        guard let flag = value.bool else { throw failure(key, .wrongType(expected: "true or false")) }
        return flag
    }
}
