import HTTPTypes
import Identifiers
import Testing

struct RerankRoutesTests {
    private static func post(_ fields: String) async throws -> Exchange {
        try await OpenAIServer().post(#"{"model": "tiny reranker", \#(fields)}"#, to: "/v1/rerank")
    }

    @Test("documents come back by score, the best first, equal ones in the order of the request")
    func order() async throws {
        let answer = try await Self.post(#""query": "q", "documents": ["bb", {"text": "dddd"}, "cc"]"#)
        #expect(answer.status == 200)
        let json = try answer.json
        #expect(json["id"]?.string?.hasPrefix("rerank-") == true)
        #expect(json["model"] == "tiny reranker:1")
        #expect(
            json["results"] == [
                ["index": 1, "relevance_score": 0.25], ["index": 0, "relevance_score": 0.125],
                ["index": 2, "relevance_score": 0.125],
            ]
        )
        #expect(json["usage"] == ["total_tokens": 20])
        #expect(json["truncated"] == nil)
    }

    @Test("only so many come as are wanted, with their texts when those are wanted")
    func top() async throws {
        let answer = try await Self.post(
            #""query": "q", "documents": ["a", {"text": "bb", "title": "t"}], "top_n": 1, "return_documents": true"#
        )
        #expect(
            try answer.json["results"] == [
                ["index": 1, "relevance_score": 0.125, "document": ["text": "bb"]]
            ]
        )
        #expect(try await Self.post(#""query": "q", "documents": ["a"], "top_n": 9"#).status == 200)
    }

    @Test("a document over the limit is refused, or cut when that is asked for, and the answer says which")
    func long() async throws {
        let fields = #""query": "q", "documents": ["a", "abcdefghijklmnop"]"#
        let refused = try await Self.post(fields)
        #expect(refused.status == 400)
        #expect(try refused.json["error"]?["code"] == "context_length_exceeded")
        #expect(try refused.json["error"]?["param"] == "documents[1]")
        let cut = try await Self.post(fields + #", "truncate": "end""#)
        #expect(cut.status == 200)
        #expect(try cut.json["truncated"] == [1])
    }

    @Test("a score that is no number never leaves")
    func notANumber() async throws {
        #expect(try await Self.post(#""query": "q", "documents": ["a", "broken"]"#).status == 500)
    }

    @Test(
        "what cannot be done is refused with the field that is at fault",
        arguments: [
            (#""documents": ["a"]"#, "query", "is required"),
            (#""query": "", "documents": ["a"]"#, "query", "must not be empty"),
            (#""query": 7, "documents": ["a"]"#, "query", "must be a string"),
            (#""query": "q""#, "documents", "is required"),
            (#""query": "q", "documents": []"#, "documents", "1 to 1000"),
            (#""query": "q", "documents": "a""#, "documents", "must be a list"),
            (#""query": "q", "documents": ["a", ""]"#, "documents[1]", "must not be empty"),
            (#""query": "q", "documents": ["a", 1]"#, "documents[1]", "a string or an object"),
            (#""query": "q", "documents": [{"title": "t"}]"#, "documents[0]", "a string or an object"),
            (#""query": "q", "documents": ["a"], "top_n": 0"#, "top_n", "at least 1"),
            (#""query": "q", "documents": ["a"], "top_n": "1""#, "top_n", "whole number"),
            (
                #""query": "q", "documents": ["a"], "return_documents": 1"#, "return_documents",
                "true or false"
            ),
            (#""query": "q", "documents": ["a"], "truncate": "windows""#, "truncate", "none or end"),
            (#""query": "q", "documents": ["a"], "texts": []"#, "texts", "is not a field"),
        ]
    )
    func refused(fields: String, parameter: String, message: String) async throws {
        let answer = try await Self.post(fields)
        let error = try #require(try answer.json["error"])
        #expect(answer.status == 400)
        #expect(error["type"] == "invalid_request_error" && error["param"]?.string == parameter, "\(error)")
        #expect(error["message"]?.string?.contains(message) == true, "\(error)")
    }

    @Test("an embedder does not rerank, and the refusal names who does")
    func kind() async throws {
        let body = #"{"model": "tiny model", "query": "q", "documents": ["a"]}"#
        let answer = try await OpenAIServer().post(body, to: "/v1/rerank")
        #expect(answer.status == 404)
        #expect(try answer.json["error"]?["code"] == "model_not_found")
        #expect(try answer.json["error"]?["message"]?.string?.contains("tiny reranker") == true)
    }
}
