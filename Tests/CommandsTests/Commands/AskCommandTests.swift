import ArgumentParser
import Identifiers
import Testing

@testable import Commands

@Suite("Asking")
struct AskCommandTests {
    private static let stream = """
        event: citation
        data: {"n":1,"source":"slack:acme","title":"#general","author":"Ada","time":"2026-03-04T10:00:00.000000Z","url":"https://acme.slack.com/p1","quote":"q"}

        event: sentence
        data: {"lead":"Ada, 4 March","text":"We chose PostgreSQL.","citations":[1],"confidence":0.9}

        event: done
        data: {"status":"answered","confidence":0.84,"answer":[],"citations":[]}


        """

    @Test("Sentences come with their numbers, then the sources with their links, then the status")
    func text() async throws {
        let world = try TestSession { _, _ in .json(Self.stream) }
        try await AskCommand.parse(["why?", "--source", "slack:acme", "--from", "2026-01-01"]).perform(
            in: world.session
        )
        #expect(
            world.transcript.output == """
                Ada, 4 March: We chose PostgreSQL. [1]

                [1] Ada, #general, slack:acme, 2026-03-04
                    https://acme.slack.com/p1

                Answered from the sources above (confidence 84%).

                """
        )
        let request = try #require(world.server.received.first)
        #expect(request.headers["Accept"] == "text/event-stream")
        #expect(request.json?["sources"] == ["slack:acme"])
        #expect(request.json?["from"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test("Too little evidence is said plainly and is no failure")
    func insufficient() async throws {
        let world = try TestSession { _, _ in
            .json("event: done\ndata: {\"status\":\"insufficient_evidence\",\"confidence\":0}\n\n")
        }
        try await AskCommand.parse(["why?"]).perform(in: world.session)
        #expect(world.transcript.output.hasPrefix("Not enough evidence"))
    }

    @Test("A stream that breaks off is a failure")
    func brokenOff() async throws {
        let world = try TestSession { _, _ in .json("event: sentence\ndata: {\"text\":\"a\"}\n\n") }
        let failure = await #expect(throws: CommandFailure.self) {
            try await AskCommand.parse(["why?"]).perform(in: world.session)
        }
        #expect(failure?.status == .impossible)
    }

    @Test("Markdown links only web addresses and escapes what was written by others")
    func markdown() {
        let answer: JSONValue = [
            "status": "answered", "answer": [["lead": "Bo", "text": "use *this* <b>", "citations": [1, 2]]],
            "citations": [
                ["n": 1, "author": "Bo", "url": "https://x/1"],
                ["n": 2, "author": "Eve", "url": "javascript:alert(1)"],
            ],
        ]
        let text = AnswerDocument(question: "why?", answer: answer).markdown
        #expect(text.contains(#"*Bo:* use \*this\* \<b\> \[1\]\[2\]"#))
        #expect(text.contains("1. [Bo](<https://x/1>)\n2. Eve\n"))
    }
}
