internal import Identifiers

extension ModelFile {
    /// Arrays and objects inside one another.
    static let jsonLevelsMax = 32

    /// The JSON value that the whole file holds, or the part of it in `range`.
    ///
    /// A whole number too long to be exact is let pass, because most keys are never read; whoever reads it
    /// finds no integer.
    func json(in range: Range<Int>? = nil) throws(ModelFileError) -> JSONValue {
        let range = range ?? bytes.indices
        do throws(JSONSyntaxError) {
            return try JSONValue(
                parsing: bytes[range],
                depthMax: Self.jsonLevelsMax,
                roundsLongIntegers: true
            )
        } catch {
            throw ModelFileError(file: name, jsonStart: range.lowerBound, error)
        }
    }
}

extension ModelFileError {
    /// The defect at its place in the file, where the JSON begins at byte `jsonStart`.
    fileprivate init(file: String, jsonStart: Int, _ error: JSONSyntaxError) {
        let place = "byte \(jsonStart + error.byteOffset)"
        switch error.problem {
        case .duplicateKey(let key): self.init(file: file, field: key, problem: .duplicate)
        case .unexpectedEnd: self.init(file: file, field: place, problem: .truncated)
        case .nestedTooDeep(let depthMax):
            self.init(file: file, field: place, problem: .nestedTooDeep(levelsMax: depthMax))
        default: self.init(file: file, field: place, problem: .malformed(error.problem.description))
        }
    }
}
