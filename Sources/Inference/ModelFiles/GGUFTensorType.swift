/// How a GGUF tensor's numbers are stored: the type's number, the elements of one block and its bytes
/// (ggml-common.h of llama.cpp).
enum GGUFTensorType: UInt32, Sendable, CaseIterable {
    case f32 = 0
    case f16 = 1
    case q4x0 = 2
    case q8x0 = 8
    case q4K = 12
    case q5K = 13
    case q6K = 14
    case bf16 = 30

    var blockElements: Int {
        switch self {
        case .f32, .f16, .bf16: 1
        case .q4x0, .q8x0: 32
        case .q4K, .q5K, .q6K: 256
        }
    }

    var blockBytes: Int {
        switch self {
        case .f32: 4
        case .f16, .bf16: 2
        case .q4x0: 18
        case .q8x0: 34
        case .q4K: 144
        case .q5K: 176
        case .q6K: 210
        }
    }

    /// Names of the types that exist and are not read, for errors.
    static func name(of number: UInt32) -> String {
        let names: [UInt32: String] = [
            3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 15: "Q8_K", 16: "IQ2_XXS",
            17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS",
            24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0",
            39: "MXFP4",
        ]
        return names[number] ?? "number \(number)"
    }
}
