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
        /// As the peer does with what is too long, unasked.
        let truncate = "end"
    }

    func client(connections: Int) throws -> LoadClient {
        try LoadClient(address: address, token: token, connections: connections)
    }

    static func request(_ texts: [String]) throws -> LoadRequest {
        LoadRequest(.post, "/v1/embeddings", body: Array(try JSONEncoder().encode(Request(input: texts))))
    }

    /// Requests in a closed loop for so many seconds, each for the texts that `texts` gives then.
    func load(
        connections: Int,
        seconds: Double,
        _ texts: @escaping @Sendable () -> [String]
    ) async throws -> LoadOutcome {
        let client = try client(connections: connections)
        let limits = LoadLimits(requestsMax: 1_000_000, secondsMax: seconds)
        let outcome = await client.load(limits) { _ in
            (try? Self.request(texts())) ?? LoadRequest(.get, "/")
        }
        await client.close()
        return outcome
    }
}
