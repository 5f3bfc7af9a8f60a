/// A model file that cannot be used: which file, which part of it, and why.
package struct ModelFileError: Error, Equatable, Sendable {
    package enum Problem: Equatable, Sendable {
        case unreadable
        case tooLarge(bytesMax: Int)
        case truncated
        /// Somebody wrote the file while it was read.
        case changed
        case malformed(String)
        case nestedTooDeep(levelsMax: Int)
        case duplicate
        case missing
        case wrongType(expected: String)
        case outOfRange(String)
        case overlapping
        case unsupported(String)
        case wrongShape(expected: [Int], found: [Int])
        case notFinite
    }

    /// The file's name without its folder.
    package let file: String
    /// The tensor, key or byte position inside the file; empty when the file as a whole is meant.
    package let field: String
    package let problem: Problem

    package init(file: String, field: String, problem: Problem) {
        self.file = file
        self.field = field
        self.problem = problem
    }
}

extension ModelFileError: CustomStringConvertible {
    package var description: String {
        let place = field.isEmpty ? file : "\(file), \(field)"
        return
            "\(place): \(problem.description). Use the files that the model's publisher released, complete."
    }
}

extension ModelFileError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable: "cannot be read"
        case .tooLarge(let bytesMax): "is larger than \(bytesMax) bytes"
        case .truncated: "ends too early"
        case .changed: "changed while it was read"
        case .malformed(let detail): "is malformed: \(detail)"
        case .nestedTooDeep(let levelsMax): "nests deeper than \(levelsMax) levels"
        case .duplicate: "occurs twice"
        case .missing: "is missing"
        case .wrongType(let expected): "is not \(expected)"
        case .outOfRange(let detail): "is out of range: \(detail)"
        case .overlapping: "overlaps another tensor or leaves a gap before it"
        case .unsupported(let detail): "is not supported: \(detail)"
        case .wrongShape(let expected, let found): "has shape \(found) where \(expected) is needed"
        case .notFinite: "holds NaN or infinity"
        }
    }
}
