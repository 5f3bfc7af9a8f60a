import Identifiers
import Retrieval

/// Embeddings as OpenAI's API returns them.
struct WireEmbeddings: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let object = "embedding"
        var index: Int
        var embedding: Vector
    }

    /// Numbers, or the text that holds their bytes.
    enum Vector: Encodable, Sendable {
        case numbers([Float])
        case base64(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .numbers(let numbers): try container.encode(numbers)
            case .base64(let text): try container.encode(text)
            }
        }
    }

    struct Usage: Encodable, Sendable {
        var promptTokens: Int
        var totalTokens: Int
    }

    let object = "list"
    var data: [Item]
    var model: String
    var usage: Usage

    init(_ batch: EmbeddingBatch, format: EmbeddingRequest.Format, model: ServedModel) {
        data = batch.vectors.enumerated().map { index, vector in
            Item(index: index, embedding: Self.vector(vector, format))
        }
        self.model = model.pinnedName
        let tokens = batch.tokenCounts.reduce(0, +)
        usage = Usage(promptTokens: tokens, totalTokens: tokens)
    }

    private static func vector(_ vector: [Float], _ format: EmbeddingRequest.Format) -> Vector {
        switch format {
        case .float: .numbers(vector)
        case .base64: .base64(Base64.encode(littleEndianBytes(of: vector)))
        }
    }

    private static func littleEndianBytes(of vector: [Float]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(vector.count * 4)
        for number in vector {
            let bits = number.bitPattern
            for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        }
        return bytes
    }
}
