package import Tensors

extension SafetensorsFile {
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
