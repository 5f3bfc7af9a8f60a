import Identifiers
import Testing

struct ServedModelRoutesTests {
    private static let model: JSONValue = [
        "object": "model", "id": "tiny model", "created": 1_772_409_600, "owned_by": "assay", "version": "3",
        "digest": "sha256:0000000000000001000000000000000200000000000000030000000000000004",
        "kind": "embedding", "tokens_max": 16, "dimensions": 2,
    ]

    @Test("the list names every model that is served, with its kind, version and digest")
    func list() async throws {
        let answer = try await OpenAIServer().get("/v1/models")
        #expect(answer.status == 200)
        let data = try #require(try answer.json["data"]?.array)
        #expect(data.first == Self.model)
        #expect(data.map { $0["id"] } == ["tiny model", "nested model", "tiny reranker"])
        #expect(data.map { $0["kind"] } == ["embedding", "embedding", "reranking"])
        #expect(data.map { $0["shorter_dimensions"] } == [nil, [1], nil])
        #expect(data[2]["dimensions"] == nil && data[2]["tokens_max"] == 16)
    }

    @Test(
        "a model is found under its name and under its pinned name",
        arguments: ["tiny%20model", "tiny%20model:3"]
    )
    func get(name: String) async throws {
        #expect(try await OpenAIServer().get("/v1/models/\(name)").json == Self.model)
    }

    @Test("no other name is found", arguments: ["other", "tiny%20model:4"])
    func unknown(name: String) async throws {
        let answer = try await OpenAIServer().get("/v1/models/\(name)")
        #expect(answer.status == 404)
        #expect(try answer.json["error"]?["code"] == "model_not_found")
    }
}
