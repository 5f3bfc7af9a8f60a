import HTTPTypes
import Identifiers
import Testing

struct EmbeddingRoutesTests {
    @Test("one text and a list of texts come back as numbered embeddings with their tokens counted")
    func numbers() async throws {
        let one = try await OpenAIServer().post(#"{"model": "tiny model", "input": "abc"}"#)
        #expect(one.status == 200)
        #expect(
            try one.json == [
                "object": "list", "model": "tiny model:3",
                "data": [["object": "embedding", "index": 0, "embedding": [3.0, -0.5]]],
                "usage": ["prompt_tokens": 5, "total_tokens": 5],
            ]
        )
        let many = try await OpenAIServer().post(#"{"model": "tiny model:3", "input": ["a", "bcde"]}"#).json
        #expect(
            many["data"] == [
                ["object": "embedding", "index": 0, "embedding": [1.0, -0.5]],
                ["object": "embedding", "index": 1, "embedding": [4.0, -0.5]],
            ]
        )
        #expect(many["usage"] == ["prompt_tokens": 9, "total_tokens": 9])
    }

    @Test("base64 carries the same numbers as little-endian 32-bit floats")
    func base64() async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "tiny model", "input": "abc", "encoding_format": "base64"}"#
        )
        let text = try #require(try answer.json["data"]?.array?.first?["embedding"]?.string)
        // 3.0 is 0x40400000, -0.5 is 0xBF000000 (IEEE 754).
        #expect(Base64.decode(text) == [0, 0, 0x40, 0x40, 0, 0, 0, 0xBF])
    }

    @Test("a number that is none never leaves, in either format", arguments: ["float", "base64"])
    func notANumber(format: String) async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "tiny model", "input": ["a", "broken"], "encoding_format": "\#(format)"}"#
        )
        #expect(answer.status == 500)
        #expect(try answer.json["status"] == 500)
    }

    @Test(
        "fields that change nothing are accepted",
        arguments: [
            #""dimensions": 2"#, #""user": "u-1""#, #""encoding_format": "float""#, #""dimensions": null"#,
            #""truncate": null"#, #""truncate": "none""#, #""truncate": "windows""#,
            #""input_type": "query""#,
        ]
    )
    func harmless(field: String) async throws {
        let answer = try await OpenAIServer().post(#"{"model": "tiny model", "input": "a", \#(field)}"#)
        #expect(answer.status == 200)
    }

    @Test(
        "what cannot be done is refused with the field that is at fault",
        arguments: [
            (#"{"model": "tiny model"}"#, "input", "is required"),
            (#"{"model": "tiny model", "input": null}"#, "input", "is required"),
            (#"{"model": "tiny model", "input": ""}"#, "input[0]", "must not be empty"),
            (#"{"model": "tiny model", "input": ["a", ""]}"#, "input[1]", "must not be empty"),
            (#"{"model": "tiny model", "input": []}"#, "input", "1 to 2048 texts"),
            (#"{"model": "tiny model", "input": [1, 2]}"#, "input", "token numbers"),
            (#"{"model": "tiny model", "input": [[1], [2]]}"#, "input", "token numbers"),
            (#"{"model": "tiny model", "input": ["a", true]}"#, "input[1]", "must be a string"),
            (#"{"model": "tiny model", "input": {}}"#, "input", "a string or a list"),
            (#"{"input": "a"}"#, "model", "is required"),
            (#"{"model": 1, "input": "a"}"#, "model", "must be a string"),
            (#"{"model": "tiny model", "input": "a", "dimensions": 1}"#, "dimensions", "must be 2"),
            (#"{"model": "nested model", "input": "a", "dimensions": 3}"#, "dimensions", "one of 1, 2"),
            (
                #"{"model": "tiny model", "input": "a", "truncate": "start"}"#, "truncate",
                "none or end or windows"
            ),
            (
                #"{"model": "tiny model", "input": "a", "input_type": "plain"}"#, "input_type",
                "query or document"
            ),
            (#"{"model": "tiny model", "input": "a", "dimensions": 2.5}"#, "dimensions", "whole number"),
            (
                #"{"model": "tiny model", "input": "a", "encoding_format": "int8"}"#, "encoding_format",
                "float or base64"
            ),
            (#"{"model": "tiny model", "input": "a", "user": 7}"#, "user", "must be a string"),
            (#"{"model": "tiny model", "input": "a", "b": 1, "c": 2}"#, "b", "c: is not a field"),
        ]
    )
    func refused(body: String, parameter: String, message: String) async throws {
        let answer = try await OpenAIServer().post(body)
        let error = try #require(try answer.json["error"])
        #expect(answer.status == 400)
        #expect(error["type"] == "invalid_request_error")
        #expect(error["param"]?.string == parameter)
        #expect(error["message"]?.string?.contains(message) == true, "\(error)")
        #expect(error["code"] == .null)
    }

    @Test("vectors are shortened where the model was trained for it")
    func dimensions() async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "nested model", "input": "abc", "dimensions": 1}"#
        )
        #expect(try answer.json["data"]?.array?.first?["embedding"] == [3.0])
    }

    @Test(
        "what texts are for reaches the model",
        arguments: [("query", 1.0), ("document", 2.0)]
    )
    func role(word: String, number: Double) async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "tiny model", "input": "abc", "input_type": "\#(word)"}"#
        )
        #expect(try answer.json["data"]?.array?.first?["embedding"] == [3.0, .number(number)])
    }

    @Test("a text over the model's limit is refused with its index, its tokens and the limit")
    func tooLong() async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "tiny model", "input": ["a", "abcdefghijklmnop"]}"#
        )
        #expect(answer.status == 400)
        let error = try #require(try answer.json["error"])
        #expect(error["code"] == "context_length_exceeded" && error["param"] == "input[1]")
        #expect(
            error["message"]?.string?.hasPrefix("input[1] has 18 tokens, the model reads at most 16.") == true
        )
    }

    @Test("or cut when that is asked for, and the answer says which", arguments: [#""end""#, "true"])
    func cut(word: String) async throws {
        let answer = try await OpenAIServer().post(
            #"{"model": "tiny model", "input": ["a", "abcdefghijklmnop"], "truncate": \#(word)}"#
        )
        #expect(answer.status == 200)
        #expect(try answer.json["truncated"] == [1])
        #expect(try answer.json["usage"] == ["prompt_tokens": 19, "total_tokens": 19])
    }

    @Test("a body that is no JSON object is refused", arguments: ["", "{", "[]", #"{"a": 1, "a": 2}"#])
    func malformed(body: String) async throws {
        let answer = try await OpenAIServer().post(body)
        #expect(answer.status == 400)
        #expect(try answer.json["error"]?["code"] == "malformed_json")
    }

    @Test("a body over the limit is refused by its announced length")
    func tooLarge() async throws {
        let answer = try await Exchange(
            OpenAIServer().router,
            .post,
            "/v1/embeddings",
            headers: [.contentLength: "16777217"],
            body: "{}"
        )
        #expect(answer.status == 413)
        #expect(try answer.json["error"]?["type"] == "invalid_request_error")
    }

    @Test("a model that is not served is not found, whatever else is right")
    func unknownModel() async throws {
        for name in ["text-embedding-3-small", "tiny model:2", "tiny model:", "Tiny Model", ""] {
            let answer = try await OpenAIServer().post(#"{"model": "\#(name)", "input": "a"}"#)
            #expect(answer.status == 404)
            #expect(try answer.json["error"]?["code"] == "model_not_found")
            #expect(try answer.json["error"]?["param"] == "model")
        }
    }
}
