import ArgumentParser
import Testing

@testable import Commands

@Suite("The usage command")
struct UsageCommandTests {
    private static let report = """
        {"from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z","group_by":["team","day"],"items":[
        {"team":"risk","day":"2026-11-01","requests":2,"texts":4,"tokens_read":6,"tokens_computed":5,
        "texts_reused":1,"compute_ms":1.5,"queue_ms":0.25,"batch_share":0.5}],"total":{"requests":2}}
        """

    @Test("asks for what is wanted and prints a table")
    func table() async throws {
        let world = try TestSession { _, _ in .json(Self.report) }
        try await UsageCommand.parse(["--from", "2026-11-01", "--group-by", "team", "--group-by", "day"])
            .perform(in: world.session)
        let get = try #require(world.server.received.last)
        #expect(get.path.hasPrefix("/api/v1/usage?"))
        #expect(
            get.path.contains("group_by=team%2Cday") || get.path.contains("group_by=team,day"),
            "\(get.path)"
        )
        #expect(get.path.contains("from=2026-11-01T00"))
        #expect(world.transcript.output.contains("TEAM"))
        #expect(world.transcript.output.contains("risk"))
    }

    @Test("writes the same as comma-separated values")
    func csv() async throws {
        let world = try TestSession { _, _ in .json(Self.report) }
        try await UsageCommand.parse(["--format", "csv"]).perform(in: world.session)
        #expect(world.server.received.last?.path.contains("group_by=team") == true)
        let lines = world.transcript.output.split(separator: "\r\n")
        #expect(lines[0].hasPrefix("team,requests,texts,tokens read"))
        #expect(lines[1] == "risk,2,4,6,5,1,1.5,0.25,0.5")
    }
}
