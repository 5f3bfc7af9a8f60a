import Commands
import FoundationEssentials

/// A server of embeddings in OpenAI's shape, and how its requests look.
struct EmbeddingTarget: Sendable {
    let address: String
    /// Nil for a server that asks nobody.
    let token: String?

    private struct Request: Encodable {
        let model = "embedding-model"
        let input: [String]
        /// As OpenAI's own client asks.
        let encodingFormat = "base64"
        /// As the peer does with what is too long, unasked.
        let truncate = "end"

        private enum CodingKeys: String, CodingKey {
            case model, input, truncate
            case encodingFormat = "encoding_format"
        }
    }

    func client(connections: Int) throws -> LoadClient {
        try LoadClient(address: address, token: token, connections: connections)
    }

    static func request(_ texts: [String]) throws -> LoadRequest {
        LoadRequest(.post, "/v1/embeddings", body: Array(try JSONEncoder().encode(Request(input: texts))))
    }

    /// Requests in a closed loop for so many seconds, each for the texts that `texts` gives then.
    ///
    /// - Parameter written: How many requests are written before the clock runs: what a caller's program does is not the
    ///   server's time.
    func load(
        connections: Int,
        seconds: Double,
        written: Int = 0,
        _ texts: @escaping @Sendable () -> [String]
    ) async throws -> LoadOutcome {
        let client = try SocketLoad(
            address: address,
            authorization: token.map { "Bearer \($0)" },
            connections: connections
        )
        let limits = LoadLimits(requestsMax: 1_000_000, secondsMax: seconds)
        let first = try (0..<written).map { _ in try Self.request(texts()) }
        return await client.load(limits) { number in
            if first.indices.contains(number) { return first[number] }
            return (try? Self.request(texts())) ?? LoadRequest(.get, "/")
        }
    }
}
