import Identifiers
import Testing

struct ServedModelRoutesTests {
    private static let model: JSONValue = [
        "object": "model", "id": "tiny model", "created": 1_772_409_600, "owned_by": "assay", "version": "3",
        "digest": "sha256:0000000000000001000000000000000200000000000000030000000000000004",
    ]

    @Test("the list names the one model that is served, with its version and digest")
    func list() async throws {
        let answer = try await OpenAIServer().get("/v1/models")
        #expect(answer.status == 200)
        #expect(try answer.json == ["object": "list", "data": [Self.model]])
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
