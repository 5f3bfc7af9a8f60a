import Identifiers
import NIOCore
import Retrieval

/// Embeddings as OpenAI's API returns them.
///
/// Written by hand: 2,048 texts at 384 dimensions are 786,432 numbers, the one answer for which the cost of a
/// general encoder shows.
struct WireEmbeddings: Sendable {
    let batch: EmbeddingBatch
    let format: EmbeddingRequest.Format
    let model: ModelIdentity

    /// The JSON text; throws when the model made a number that is none.
    func written() throws -> ByteBuffer {
        guard batch.vectors.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw NotANumber() }
        var text = ByteBuffer()
        text.reserveCapacity(batch.vectors.reduce(256) { $0 + 64 + $1.count * 12 })
        text.writeString(#"{"object":"list","data":["#)
        for (index, vector) in batch.vectors.enumerated() {
            text.writeString(index == 0 ? "" : ",")
            text.writeString(#"{"object":"embedding","index":\#(index),"embedding":"#)
            switch format {
            case .float: Self.writeNumbers(vector, to: &text)
            case .base64: text.writeString(#""\#(Base64.encode(Self.littleEndianBytes(of: vector)))""#)
            }
            text.writeString("}")
        }
        let tokens = batch.tokenCounts.reduce(0, +)
        text.writeString(#"],"model":"#)
        text.writeBytes(try CanonicalJSON.encode(.string(model.pinnedName)))
        text.writeString(#","usage":{"prompt_tokens":\#(tokens),"total_tokens":\#(tokens)}"#)
        if !batch.truncated.isEmpty {
            let indices = batch.truncated.map { "\($0)" }.joined(separator: ",")
            text.writeString(#","truncated":[\#(indices)]"#)
        }
        text.writeString("}")
        return text
    }

    /// Each in the fewest digits that give the same 32-bit number again.
    private static func writeNumbers(_ vector: [Float], to text: inout ByteBuffer) {
        text.writeString("[")
        for (index, number) in vector.enumerated() {
            if index > 0 { text.writeInteger(UInt8(ascii: ",")) }
            text.writeString(number.description)
        }
        text.writeString("]")
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

/// The model made infinity or NaN: a defect of the model, not of the request.
struct NotANumber: Error, Sendable {}
