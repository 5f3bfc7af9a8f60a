package import Tensors

extension SafetensorsFile {
    /// What the linear layers of the file are stored in; nil where they are plain numbers, from which every
    /// precision can be made.
    package var storedPrecision: EncoderPrecision? { quantization?.precision }

    /// What the file is loaded in. Throws when it holds another precision than the one that is asked for.
    func precision(asked: EncoderPrecision?) throws(ModelFileError) -> EncoderPrecision {
        guard let stored = storedPrecision else { return asked ?? .single }
        guard let asked, asked != stored else { return stored }
        throw failure(
            "__metadata__.scheme",
            .unsupported("\(asked.rawValue) from weights that are stored as \(stored.rawValue)")
        )
    }

    /// A weight and its steps, without going through single precision. Fails unless both are there in exactly
    /// this shape, codes within -127 to 127 and steps finite and not negative.
    package func coded(
        _ name: String,
        shape: [Int],
        _ stored: StoredQuantization
    ) throws(ModelFileError) -> CodedMatrix {
        guard let tensor = tensors[name] else { throw failure(name, .missing) }
        guard tensor.shape == shape, shape.count == 2, let block = stored.precision.block else {
            throw failure(name, .wrongShape(expected: shape, found: tensor.shape))
        }
        guard tensor.kind == "I8" else {
            throw failure(
                name,
                .unsupported("data type \(tensor.kind); weights of \(stored.precision.rawValue) are I8")
            )
        }
        let stepsName = name + StoredQuantization.stepsSuffix
        guard let kind = tensors[stepsName]?.kind else { throw failure(stepsName, .missing) }
        guard kind == "F32" else {
            throw failure(stepsName, .unsupported("data type \(kind); steps are F32"))
        }
        let blocks = CodedMatrix.blocks(shape[1], of: block)
        let steps = try matrix(stepsName, shape: [shape[0], blocks])
        guard !steps.holdsNegative else { throw failure(stepsName, .outOfRange("a step below 0")) }
        let coded = CodedMatrix(
            rows: shape[0],
            columns: shape[1],
            block: block,
            codes: Array(file.bytes[tensor.range]),
            steps: steps
        )
        guard !coded.holdsCodeOutOfRange else { throw failure(name, .outOfRange("the code -128")) }
        return coded
    }
}
