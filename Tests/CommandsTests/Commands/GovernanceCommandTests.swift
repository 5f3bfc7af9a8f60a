import ArgumentParser
import Identifiers
import Testing

@testable import Commands

@Suite("Governance commands")
struct GovernanceCommandTests {
    @Test("A card goes back with the ETag of what was looked at")
    func card() async throws {
        let world = try TestSession { _, _ in .json(#"{"revision":2}"#, headers: ["etag": "\"1\""]) }
        let file = try world.folder.write(#"{"caveats":{"limitations":["few rows"]}}"#, to: "card.json")
        try await ModelCardWriteCommand.parse(["churn", "3", "--file", file]).perform(in: world.session)
        let put = try #require(world.server.received.last)
        #expect(put.method == .put)
        #expect(put.path == "/api/v1/models/churn/versions/3/card")
        #expect(put.headers["If-Match"] == "\"1\"")
        #expect(put.json == ["caveats": ["limitations": ["few rows"]]])
    }

    @Test("A card that lacks something ends with the status of no, and its faults are listed")
    func review() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"is_complete":false,"faults":[{"kind":"missing","field":"caveats","detail":"say it"}]}"#)
        }
        let failure = await #expect(throws: CommandFailure.self) {
            try await ModelCardReviewCommand.parse(["churn"]).perform(in: world.session)
        }
        #expect(failure?.status == .answerIsNo)
        #expect(world.transcript.output.contains("caveats"))
    }

    @Test("Retirement names what takes the place, holds name their reason")
    func retire() async throws {
        let world = try TestSession { _, _ in .json(#"{"model":"churn"}"#) }
        try await ModelRetireCommand.parse(["churn", "2", "--reason", "old", "--successor", "churn/3"])
            .perform(in: world.session)
        try await ModelHoldPlaceCommand.parse(["churn", "3", "--reason", "case 7"]).perform(in: world.session)
        let (retired, held) = (world.server.received[0], world.server.received[1])
        #expect(retired.path == "/api/v1/models/churn/versions/2/retirement")
        #expect(retired.json == ["reason": "old", "successor": "churn/3"])
        #expect(held.path == "/api/v1/models/churn/holds")
        #expect(held.json == ["reason": "case 7", "version": 3])
    }

    @Test("A promotion goes from where the version stood when it was looked at, with its reason")
    func promote() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"lifecycle":"production"}"#, headers: ["etag": "\"7\""])
        }
        try await ModelPromoteCommand.parse(["churn", "3", "--reason", "approved"]).perform(in: world.session)
        let post = try #require(world.server.received.last)
        #expect(post.path == "/api/v1/models/churn/versions/3/lifecycle")
        #expect(post.json == ["to": "production"])
        #expect(post.headers["If-Match"] == "\"7\"")
        #expect(post.headers["Assay-Reason"] == "approved")
    }

    @Test("Histories stand in one table with who changed what and why")
    func history() async throws {
        let world = try TestSession { _, _ in
            .json(
                #"""
                {"items":[{"effect_id":"e-1","change":{"from":"staging","to":"production"},"reason":"approved",
                "changed_at":"2026-03-01T00:00:00Z","changed_by":"p","changed_by_name":"Ada"}]}
                """#
            )
        }
        try await ModelHistoryCommand.parse(["churn", "3", "--format", "csv"]).perform(in: world.session)
        #expect(
            world.transcript.output
                == "from,to,changed at,changed by name,reason,effect id\r\n"
                + "staging,production,2026-03-01T00:00:00Z,Ada,approved,e-1\r\n"
        )
    }

    @Test("Runs are searched in several experiments, with what they logged in one cell")
    func runs() async throws {
        let world = try TestSession { _, _ in
            .json(
                #"{"items":[{"id":"r1","name":"n","status":"FINISHED","metrics":[{"key":"loss","value":0.5}]}]}"#
            )
        }
        let arguments = ["metrics.loss < 1", "--experiment", "7", "--experiment", "8", "--format", "csv"]
        try await RunSearchCommand.parse(arguments).perform(in: world.session)
        #expect(
            world.server.received.first?.path.hasPrefix(
                "/api/v1/runs?experiment_id=7&experiment_id=8&filter=metrics.loss%20%3C%201&state=live"
            ) == true
        )
        #expect(world.transcript.output.contains("r1,n,FINISHED,,,loss=0.5,"))
    }

    @Test("A failed quality check ends with the status of no")
    func check() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"items":[{"name":"rows","outcome":"fail","latest":true}]}"#)
        }
        let failure = await #expect(throws: CommandFailure.self) {
            try await DatasetCheckCommand.parse(["d", "1"]).perform(in: world.session)
        }
        #expect(failure?.status == .answerIsNo)
        #expect(world.server.received.first?.path.contains("latest=true") == true)
    }

    @Test("Columns that came, went or changed are rows, and a breaking change is an answer of no")
    func schema() async throws {
        let world = try TestSession { _, _ in
            .json(
                #"""
                {"breaking":true,"added":[{"name":"a","type":"int64","nullable":false}],
                 "removed":[{"name":"b","type":"string","nullable":true}],"changed":[]}
                """#
            )
        }
        let failure = await #expect(throws: CommandFailure.self) {
            try await DatasetSchemaCommand.parse(["d", "2", "--since", "1", "--format", "csv"])
                .perform(in: world.session)
        }
        #expect(failure?.status == .answerIsNo)
        #expect(
            world.transcript.output
                == "change,name,before,after\r\nadded,a,,\"int64, never null\"\r\nremoved,b,string,\r\n"
        )
    }

    @Test("A deployment is recorded with where it is, and nothing that was not said")
    func deployment() async throws {
        let world = try TestSession { _, _ in .json(#"{"id":"x"}"#) }
        try await DeploymentAddCommand.parse(["churn", "3", "--environment", "shop", "--class", "production"])
            .perform(in: world.session)
        #expect(
            world.server.received.first?.json
                == ["model": "churn", "version": 3, "environment": "shop", "environment_class": "production"]
        )
    }
}
