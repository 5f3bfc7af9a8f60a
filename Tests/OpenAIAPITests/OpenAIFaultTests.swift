import Access
import HTTPTypes
import Identifiers
import Retrieval
import Testing

struct OpenAIFaultTests {
    private static let body = #"{"model": "tiny model", "input": "a"}"#

    @Test(
        "a server that cannot answer now says so and when to come back",
        arguments: [
            (InferenceError.overloaded(retryAfterSeconds: 7) as any Error, 429, "rate_limit_error", "7"),
            (InferenceError.stopped as any Error, 503, "server_error", "1"),
            (StoreFault.unavailable(retryAfterSeconds: 4) as any Error, 503, "server_error", "4"),
        ]
    )
    func later(failure: any Error, status: Int, type: String, retryAfter: String) async throws {
        let answer = try await OpenAIServer(failure: failure).post(Self.body)
        #expect(answer.status == status)
        #expect(answer.headers[.retryAfter] == retryAfter)
        #expect(try answer.json["error"]?["type"]?.string == type)
    }

    @Test("an overloaded reranker says so in the same words")
    func overloadedReranker() async throws {
        let server = try OpenAIServer(failure: InferenceError.overloaded(retryAfterSeconds: 7))
        let body = #"{"model": "tiny reranker", "query": "a", "documents": ["b"]}"#
        let answer = try await server.post(body, to: "/v1/rerank")
        #expect(answer.status == 429 && answer.headers[.retryAfter] == "7")
        #expect(try answer.json["error"]?["code"] == "rate_limit_exceeded")
    }

    @Test("a request that the model's queue can never hold is the client's to divide")
    func tooManyTokens() async throws {
        let failure = InferenceError.requestTooLarge(tokens: 90_000, tokensMax: 65_536)
        let answer = try await OpenAIServer(failure: failure).post(Self.body)
        #expect(answer.status == 400)
        #expect(try answer.json["error"]?["param"] == "input")
    }

    @Test("whoever holds no role for it may neither embed nor see the models")
    func denied() async throws {
        let server = try OpenAIServer(roles: [.reviewer])
        for answer in [try await server.post("not even JSON"), try await server.get("/v1/models")] {
            #expect(answer.status == 403)
            #expect(try answer.json["error"]?["type"] == "permission_error")
        }
    }

    @Test("without a credential the answer has OpenAI's shape too")
    func anonymous() async throws {
        let answer = try await OpenAIServer(roles: nil).get("/v1/models")
        #expect(answer.status == 401)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"assay\"")
        #expect(try answer.json["error"]?["code"] == "invalid_api_key")
    }

    @Test("every error has all four members")
    func members() async throws {
        let answer = try await OpenAIServer().get("/v1/nothing")
        #expect(answer.status == 404)
        let members = try #require(try answer.json["error"]?.object)
        #expect(members.keys.sorted() == ["code", "message", "param", "type"])
    }

    @Test("what nobody foresaw tells nothing, and addresses outside /v1 keep their own errors")
    func elsewhere() async throws {
        struct Unforeseen: Error { let secret = "hunter2" }
        let unforeseen = try await OpenAIServer(failure: Unforeseen()).post(Self.body)
        #expect(unforeseen.status == 500)
        #expect(!String(decoding: unforeseen.body, as: UTF8.self).contains("hunter2"))
        let other = try await OpenAIServer().get("/v10/models")
        #expect(other.headers[.contentType] == "application/problem+json")
    }
}
