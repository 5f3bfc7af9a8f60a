package import Tensors

/// A GGUF file: metadata and tensors
/// (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3, little-endian).
///
/// Everything the header claims is checked before any number is read: the file may come from anywhere.
package struct GGUFFile: TensorSource {
    static let alignmentMax = 1 << 20
    private static let dimensionsMax = 4
    /// The smallest entry: an empty name, one dimension, type and offset.
    private static let tensorBytesMin = 8 + 4 + 8 + 4 + 8
    /// The smallest pair: an empty key, a type, one byte.
    private static let pairBytesMin = 8 + 4 + 1

    private struct Tensor {
        let type: GGUFTensorType
        /// Slowest first, the other way round from the file.
        let shape: [Int]
        let range: Range<Int>
    }

    let file: ModelFile
    private let values: [String: GGUFValue]
    private let tensors: [String: Tensor]

    package init(_ file: ModelFile) throws(ModelFileError) {
        var cursor = GGUFCursor(file)
        guard try cursor.word(4, "magic") == 0x4655_4747 else {
            throw cursor.failure("magic", .malformed("not a GGUF file"))
        }
        let version = try cursor.word(4, "version")
        guard (2...3).contains(version) else {
            throw cursor.failure("version", .unsupported("\(version); 2 and 3 are"))
        }
        let tensorCount = try cursor.count(bytesEach: Self.tensorBytesMin, "tensor count")
        let pairCount = try cursor.count(bytesEach: Self.pairBytesMin, "metadata count")
        let values = try Self.readValues(&cursor, count: pairCount)
        let alignment = try Self.alignment(values, cursor)
        let claims = try Self.readClaims(&cursor, count: tensorCount)
        let start = (cursor.position + alignment - 1) / alignment * alignment
        tensors = try Self.check(claims, file, dataStart: start, alignment: alignment)
        self.file = file
        self.values = values
    }

    package var names: [String] { tensors.keys.sorted() }

    /// The file's name without its folder.
    package var name: String { file.name }

    package func shape(of name: String) -> [Int]? { tensors[name]?.shape }

    package func matrix(
        _ name: String,
        shape: [Int],
        nonFinite: NonFiniteValues
    ) throws(ModelFileError) -> Matrix {
        guard let tensor = tensors[name] else { throw failure(name, .missing) }
        guard tensor.shape == shape else {
            throw failure(name, .wrongShape(expected: shape, found: tensor.shape))
        }
        let rows = shape.dropLast().reduce(1, *)
        let matrix = tensor.type.matrix(rows, shape.last ?? 1, file.bytes, at: tensor.range.lowerBound)
        guard nonFinite == .kept || matrix.isFinite else { throw failure(name, .notFinite) }
        return matrix
    }

    func failure(_ field: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file.name, field: field, problem: problem)
    }

    /// Metadata by its key, such as `general.architecture`.
    subscript(key: String) -> GGUFValue? { values[key] }
}

// MARK: - Header checks

extension GGUFFile {
    private static func readValues(
        _ cursor: inout GGUFCursor,
        count: Int
    ) throws(ModelFileError) -> [String: GGUFValue] {
        var values: [String: GGUFValue] = [:]
        for index in 0..<count {
            let key = try cursor.name("key \(index)")
            let value = try cursor.value(key)
            guard values.updateValue(value, forKey: key) == nil else {
                throw cursor.failure(key, .duplicate)
            }
        }
        return values
    }

    private static func alignment(
        _ values: [String: GGUFValue],
        _ cursor: GGUFCursor
    ) throws(ModelFileError) -> Int {
        let key = "general.alignment"
        guard let value = values[key] else { return 32 }
        guard case .integer(let alignment) = value else {
            throw cursor.failure(key, .wrongType(expected: "a whole number"))
        }
        guard (1...alignmentMax).contains(alignment), alignment.nonzeroBitCount == 1 else {
            throw cursor.failure(key, .outOfRange("\(alignment) is no power of two up to \(alignmentMax)"))
        }
        return alignment
    }

    /// A tensor as the file claims it, its offset counted from where data begin.
    private struct Claim {
        let name: String
        let type: GGUFTensorType
        let shape: [Int]
        let offset: UInt64
    }

    private static func readClaims(
        _ cursor: inout GGUFCursor,
        count: Int
    ) throws(ModelFileError) -> [Claim] {
        var claims: [Claim] = []
        for index in 0..<count {
            let name = try cursor.name("tensor \(index)")
            let dimensions = try cursor.word(4, name)
            guard (1...UInt64(dimensionsMax)).contains(dimensions) else {
                throw cursor.failure(name, .outOfRange("\(dimensions) dimensions"))
            }
            var shape: [Int] = []
            for _ in 0..<dimensions {
                guard let side = Int(exactly: try cursor.word(8, name)) else {
                    throw cursor.failure(name, .outOfRange("the shape's size overflows"))
                }
                shape.insert(side, at: 0)
            }
            let number = UInt32(try cursor.word(4, name))
            guard let type = GGUFTensorType(rawValue: number) else {
                throw cursor.failure(
                    name,
                    .unsupported("tensor type \(GGUFTensorType.name(of: number))")
                )
            }
            claims.append(Claim(name: name, type: type, shape: shape, offset: try cursor.word(8, name)))
        }
        return claims
    }

    private static func check(
        _ claims: [Claim],
        _ file: ModelFile,
        dataStart: Int,
        alignment: Int
    ) throws(ModelFileError) -> [String: Tensor] {
        var tensors: [String: Tensor] = [:]
        for claim in claims {
            func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
                ModelFileError(file: file.name, field: claim.name, problem: problem)
            }
            guard let size = byteCount(claim.shape, claim.type) else {
                throw failure(.outOfRange("the shape \(claim.shape) has no size in its type"))
            }
            guard let offset = Int(exactly: claim.offset), offset.isMultiple(of: alignment) else {
                throw failure(.outOfRange("offset \(claim.offset) is not aligned to \(alignment)"))
            }
            guard offset <= file.bytes.count - dataStart, size <= file.bytes.count - dataStart - offset else {
                throw failure(.outOfRange("offset \(offset) and \(size) bytes lie outside the file"))
            }
            let range = dataStart + offset..<dataStart + offset + size
            let tensor = Tensor(type: claim.type, shape: claim.shape, range: range)
            guard tensors.updateValue(tensor, forKey: claim.name) == nil else { throw failure(.duplicate) }
        }
        try checkOverlaps(tensors, file)
        return tensors
    }

    /// Nil when the product overflows or rows do not divide into blocks.
    private static func byteCount(_ shape: [Int], _ type: GGUFTensorType) -> Int? {
        guard let columns = shape.last, columns.isMultiple(of: type.blockElements) else { return nil }
        var size = type.blockBytes
        for (index, side) in shape.enumerated() {
            let factor = index == shape.count - 1 ? side / type.blockElements : side
            let (product, overflow) = size.multipliedReportingOverflow(by: factor)
            guard !overflow else { return nil }
            size = product
        }
        // The elements are counted later: their number may not overflow either.
        var elements = 1
        for side in shape {
            let (product, overflow) = elements.multipliedReportingOverflow(by: side)
            guard !overflow else { return nil }
            elements = product
        }
        return size
    }

    private static func checkOverlaps(
        _ tensors: [String: Tensor],
        _ file: ModelFile
    ) throws(ModelFileError) {
        var end = 0
        let ordered = tensors.sorted {
            ($0.value.range.lowerBound, $0.value.range.upperBound, $0.key) < (
                $1.value.range.lowerBound, $1.value.range.upperBound, $1.key
            )
        }
        for (name, tensor) in ordered where !tensor.range.isEmpty {
            guard tensor.range.lowerBound >= end else {
                throw ModelFileError(file: file.name, field: name, problem: .overlapping)
            }
            end = tensor.range.upperBound
        }
    }
}
