internal import Identifiers
package import Tensors

/// The tensors of a safetensors file (https://github.com/huggingface/safetensors, "Format").
///
/// Everything the header claims is checked before any number is read: the file may come from anywhere.
package struct SafetensorsFile: TensorSource {
    /// The longest header accepted; real ones are a few kilobytes for each hundred tensors.
    package static let headerBytesMax = 16 << 20
    private static let dimensionsMax = 8

    struct Tensor {
        let kind: String
        let shape: [Int]
        let range: Range<Int>
    }

    let file: ModelFile
    let tensors: [String: Tensor]
    /// What the file says of quantised linear layers; nil where it says nothing of them.
    package let quantization: StoredQuantization?

    package init(_ file: ModelFile) throws(ModelFileError) {
        let start = try Self.dataStart(of: file)
        guard let members = try file.json(in: 8..<start).object else {
            throw ModelFileError(file: file.name, field: "header", problem: .wrongType(expected: "an object"))
        }
        var tensors: [String: Tensor] = [:]
        // In the order of names, so that of several defects always the same one is reported.
        for (name, entry) in members.sorted(by: { $0.key < $1.key }) where name != "__metadata__" {
            tensors[name] = try Self.tensor(name, entry, dataStart: start, file: file)
        }
        try Self.checkCover(tensors, from: start, to: file.bytes.count, file: file.name)
        quantization = try StoredQuantization(members["__metadata__"], file: file.name)
        self.file = file
        self.tensors = tensors
    }

    package var names: [String] { tensors.keys.sorted() }

    /// The file's name without its folder.
    package var name: String { file.name }

    package func shape(of name: String) -> [Int]? { tensors[name]?.shape }

    /// Read from F32, F16 and BF16.
    package func matrix(
        _ name: String,
        shape: [Int],
        nonFinite: NonFiniteValues
    ) throws(ModelFileError) -> Matrix {
        guard let tensor = tensors[name] else { throw failure(name, .missing) }
        guard tensor.shape == shape else {
            throw failure(name, .wrongShape(expected: shape, found: tensor.shape))
        }
        let stored: StoredFloat
        switch tensor.kind {
        case "F32": stored = .single
        case "F16": stored = .half
        case "BF16": stored = .brain
        default: throw failure(name, .unsupported("data type \(tensor.kind); F32, F16 or BF16 is needed"))
        }
        let columns = shape.last ?? 1
        let matrix = Matrix(
            rows: shape.dropLast().reduce(1, *),
            columns: columns,
            bytes: file.bytes,
            offset: tensor.range.lowerBound,
            stored: stored
        )
        guard nonFinite == .kept || matrix.isFinite else { throw failure(name, .notFinite) }
        return matrix
    }

    func failure(_ name: String, _ problem: ModelFileError.Problem) -> ModelFileError {
        ModelFileError(file: file.name, field: name, problem: problem)
    }
}

// MARK: - Header checks

extension SafetensorsFile {
    /// Where tensor data starts: after eight bytes of header length and the header.
    private static func dataStart(of file: ModelFile) throws(ModelFileError) -> Int {
        func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: file.name, field: "header length", problem: problem)
        }
        guard file.bytes.count >= 8 else { throw failure(.truncated) }
        let length = file.bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(headerBytesMax) else { throw failure(.tooLarge(bytesMax: headerBytesMax)) }
        guard Int(length) <= file.bytes.count - 8 else { throw failure(.truncated) }
        return 8 + Int(length)
    }

    private static func tensor(
        _ name: String,
        _ entry: JSONValue,
        dataStart: Int,
        file: ModelFile
    ) throws(ModelFileError) -> Tensor {
        func failure(_ problem: ModelFileError.Problem) -> ModelFileError {
            ModelFileError(file: file.name, field: name, problem: problem)
        }
        guard let kind = entry["dtype"]?.string else {
            throw failure(.wrongType(expected: "a typed tensor"))
        }
        guard let width = byteCounts[kind] else {
            throw failure(.unsupported("data type \(kind.prefix(16))"))
        }
        let shape = try nonNegative(entry["shape"]) { failure(.malformed("shape: \($0)")) }
        let offsets = try nonNegative(entry["data_offsets"]) {
            failure(.malformed("data_offsets: \($0)"))
        }
        guard shape.count <= dimensionsMax else { throw failure(.outOfRange("more than 8 dimensions")) }
        guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= file.bytes.count - dataStart else {
            throw failure(.outOfRange("data_offsets outside the file"))
        }
        var size = width
        for side in shape {
            let (product, overflow) = size.multipliedReportingOverflow(by: side)
            guard !overflow else { throw failure(.outOfRange("the shape's size overflows")) }
            size = product
        }
        guard size == offsets[1] - offsets[0] else {
            throw failure(
                .outOfRange("the shape needs \(size) bytes, data_offsets give \(offsets[1] - offsets[0])")
            )
        }
        return Tensor(kind: kind, shape: shape, range: dataStart + offsets[0]..<dataStart + offsets[1])
    }

    static let byteCounts = [
        "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8, "U32": 4,
        "U16": 2, "U8": 1, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
    ]

    private static func nonNegative(
        _ value: JSONValue?,
        _ failure: (String) -> ModelFileError
    ) throws(ModelFileError) -> [Int] {
        guard let values = value?.array else { throw failure("not a list") }
        var numbers: [Int] = []
        for value in values {
            guard let number = value.int, number >= 0 else {
                throw failure("not whole numbers from 0 up")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// The format wants the data wholly covered, without overlaps or gaps.
    private static func checkCover(
        _ tensors: [String: Tensor],
        from start: Int,
        to end: Int,
        file: String
    ) throws(ModelFileError) {
        var position = start
        let ordered = tensors.sorted {
            ($0.value.range.lowerBound, $0.value.range.upperBound) < (
                $1.value.range.lowerBound, $1.value.range.upperBound
            )
        }
        for (name, tensor) in ordered {
            guard tensor.range.lowerBound == position else {
                throw ModelFileError(file: file, field: name, problem: .overlapping)
            }
            position = tensor.range.upperBound
        }
        guard position == end else {
            throw ModelFileError(file: file, field: "end", problem: .malformed("data that no tensor holds"))
        }
    }
}
