import Identifiers
import Testing

@testable import Commands

@Suite("Talking to a server")
struct ServerConnectionTests {
    private let fault = TransportFault(url: "http://127.0.0.1:8080", detail: "refused")

    @Test("A GET is repeated while the server is away, and no more often than the limit")
    func repeatsReads() async throws {
        let world = try TestSession { _, before in
            guard before >= 2 else { throw TransportFault(url: "u", detail: "refused") }
            return .json(#"{"ok":true}"#)
        }
        #expect(try await world.connection.get(.api("me")).value["ok"]?.bool == true)
        #expect(world.server.received.count == 3)
        let dead = try TestSession { _, _ in throw TransportFault(url: "u", detail: "refused") }
        await #expect(throws: TransportFault.self) { try await dead.connection.get(.api("me")) }
        #expect(dead.server.received.count == RetryPlan.attemptsMax)
    }

    @Test("A change with a key is repeated under the same key, one without a key never")
    func repeatsChanges() async throws {
        let world = try TestSession { _, before in before == 0 ? .problem(503, "busy") : .json("{}") }
        _ = try await world.connection.change(.post, .api("models"), [:])
        let keys = world.server.received.compactMap { $0.headers["Idempotency-Key"] }
        #expect(keys.count == 2 && Set(keys).count == 1)
        let once = try TestSession { _, _ in .problem(503, "busy") }
        await #expect(throws: ServerRefusal.self) {
            try await once.connection.change(.post, .api("tokens"), [:], usesKey: false)
        }
        #expect(once.server.received.count == 1)
        #expect(once.server.received.first?.headers["Idempotency-Key"] == nil)
    }

    @Test("A refusal is not repeated")
    func refusalStands() async throws {
        let world = try TestSession { _, _ in .problem(403, "You may not.") }
        await #expect(throws: ServerRefusal.self) { try await world.connection.get(.api("me")) }
        #expect(world.server.received.count == 1)
    }

    @Test("The wait follows Retry-After within its limit")
    func retryAfter() {
        var plan = RetryPlan(isRepeatable: true)
        #expect(plan.wait(after: .status(429, retryAfter: "3")) == 3)
        #expect(plan.wait(after: .status(503, retryAfter: "9999")) == RetryPlan.waitSecondsMax)
        #expect(plan.wait(after: .status(503, retryAfter: "nan")) == 1)
        #expect(plan.wait(after: .noAnswer) == nil)
    }

    @Test("Pages are followed until the limit, and it is known that there are more")
    func pages() async throws {
        let world = try TestSession { request, _ in
            request.url.contains("page_token=2")
                ? .json(#"{"items":[3,4],"next_page_token":"3"}"#)
                : .json(#"{"items":[1,2],"next_page_token":"2"}"#)
        }
        let listing = try await world.connection.list(.api("models"), itemsMax: 4)
        #expect(listing.items == [1, 2, 3, 4])
        #expect(listing.hasMore)
    }

    @Test("An answer that is no JSON is told as such")
    func notJSON() async throws {
        let world = try TestSession { _, _ in .json("<html>") }
        let failure = await #expect(throws: CommandFailure.self) {
            try await world.connection.get(.api("me"))
        }
        #expect(failure?.status == .impossible)
    }
}

@Suite("Refusals of a server")
struct ServerRefusalTests {
    @Test(
        "Each status has its exit status",
        arguments: [
            (401, CommandStatus.answerIsNo), (403, .answerIsNo), (404, .answerIsNo), (409, .answerIsNo),
            (412, .answerIsNo), (400, .usage), (422, .usage), (413, .impossible), (500, .impossible),
            (507, .impossible), (302, .impossible),
        ]
    )
    func exitStatus(status: Int, expected: CommandStatus) {
        #expect(ServerRefusal(status: status, headers: [:], body: []).exitStatus == expected)
    }

    @Test("The problem is one sentence with the faults of the fields below it")
    func sentence() {
        let body = #"{"detail":"The input is not valid.","errors":[{"field":"name","detail":"is too long"}]}"#
        let refusal = ServerRefusal(status: 422, headers: [:], body: Array(body.utf8))
        #expect(refusal.description == "The input is not valid\n  name is too long")
    }

    @Test("What is no problem document still gives a sentence, and no control characters reach the terminal")
    func unknownBody() {
        #expect(
            ServerRefusal(status: 502, headers: [:], body: [0xFF]).description
                == "the server answered with status 502"
        )
        let body = Array(#"{"detail":"a\u001b[31mb"}"#.utf8)
        #expect(ServerRefusal(status: 409, headers: [:], body: body).description == "a\u{FFFD}[31mb")
    }

    @Test("Any error becomes a status and a sentence")
    func describing() {
        let fault = CommandFailure(describing: TransportFault(url: "http://host", detail: "refused"))
        #expect(fault.status == .impossible)
        #expect(fault.text.contains("http://host"))
        let denied = CommandFailure(describing: ServerRefusal(status: 403, headers: [:], body: []))
        #expect(denied.status == .answerIsNo)
    }
}
