import ArgumentParser
import Identifiers
import Testing

@testable import Commands

@Suite("Following lineage on the command line")
struct LineageCommandTests {
    private static let graph = #"""
        {"from": "dataset_version/d1", "direction": "downstream", "is_truncated": true, "is_withheld": false,
         "nodes": [
           {"kind": "dataset_version", "id": "d1", "ref": "dataset:tickets/1", "label": "tickets/1", "depth": 0,
            "is_deleted": false},
           {"kind": "run", "id": "r1", "ref": "run:r1", "label": "bold-crane", "depth": 1, "is_deleted": false},
           {"kind": "model_version", "id": "m1", "ref": "model:churn/3", "label": "churn/3", "depth": 2,
            "is_deleted": true, "detail": "production"},
           {"kind": "deployment", "id": "p1", "ref": "deployment:p1", "label": "shop", "depth": 3,
            "is_deleted": false, "detail": "active"}],
         "edges": [
           {"from": "dataset_version/d1", "to": "run/r1", "relation": "training"},
           {"from": "run/r1", "to": "model_version/m1", "relation": "made"},
           {"from": "dataset_version/d1", "to": "model_version/m1", "relation": "training"},
           {"from": "model_version/m1", "to": "deployment/p1", "relation": "deployed"}]}
        """#

    @Test("From a dataset version a person sees every deployment it reached, and the way there")
    func tree() async throws {
        let world = try TestSession { _, _ in .json(Self.graph) }
        try await DatasetLineageCommand.parse(["tickets", "1"]).perform(in: world.session)
        let request = try #require(world.server.received.first)
        #expect(
            request.path
                == "/api/v1/lineage?from=dataset%3Atickets%2F1&direction=downstream&depth=8&limit=500"
        )
        #expect(
            world.transcript.output == """
                dataset version tickets/1
                  run bold-crane (training)
                    model version churn/3 (made) [production] deleted
                      deployment shop (deployed) [active]
                  model version churn/3 (training) [production] deleted as above

                """
        )
        #expect(world.transcript.error.contains("--depth"))
    }

    @Test("Only the deployments come as a table, and none is an answer of no")
    func only() async throws {
        let world = try TestSession { _, _ in .json(Self.graph) }
        let arguments = ["tickets", "1", "--only", "deployment", "--format", "csv"]
        try await DatasetLineageCommand.parse(arguments).perform(in: world.session)
        #expect(
            world.transcript.output
                == "depth,kind,label,detail,ref,is deleted\r\n3,deployment,shop,active,deployment:p1,no\r\n"
        )
        let failure = await #expect(throws: CommandFailure.self) {
            try await DatasetLineageCommand.parse(["tickets", "1", "--only", "feature_set"])
                .perform(in: world.session)
        }
        #expect(failure?.status == .answerIsNo)
    }

    @Test("A version is followed upstream unless said otherwise, and Mermaid comes as the server writes it")
    func mermaid() async throws {
        let world = try TestSession { _, _ in .bytes(Array("flowchart LR\n".utf8)) }
        try await ModelLineageCommand.parse(["churn", "3", "--format", "mermaid"]).perform(in: world.session)
        let request = try #require(world.server.received.first)
        #expect(request.path.contains("from=model%3Achurn%2F3&direction=upstream"))
        #expect(request.path.hasSuffix("format=mermaid"))
        #expect(world.transcript.output == "flowchart LR\n")
    }
}
