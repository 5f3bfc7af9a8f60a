import HTTPTypes
import Identifiers
import Testing

@Suite("A repeated request is one request")
struct IdempotencyTests {
    @Test("The same request with the same key gives the first answer again and changes nothing more")
    func replays() async throws {
        try await withStage { stage in
            let call = Call.post("/api/v1/models", Stage.model("once")).with("Idempotency-Key", "k-1")
            let first = try await stage.expect(call, by: .engineer)
            let before = try await stage.platform.contents()
            let second = try await stage.expect(call, by: .engineer)
            #expect(second.status == first.status)
            #expect(second.body == first.body)
            #expect(second.effect == first.effect)
            #expect(first.header("Idempotency-Replayed") == nil)
            #expect(second.header("Idempotency-Replayed") == "true")
            #expect(try await stage.platform.contents() == before)
        }
    }

    @Test("Requests with one key at the same time make one change")
    func concurrentRepeats() async throws {
        try await withStage { stage in
            let call = Call.post("/api/v1/models", Stage.model("raced")).with("Idempotency-Key", "k-race")
            let models = try await stage.platform.count("models")
            let answers = try await withThrowingTaskGroup(of: Exchange.self) { group in
                for _ in 0..<8 { group.addTask { try await stage.send(call, by: .engineer) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.status)) == [201])
            #expect(Set(answers.map(\.effect)).count == 1)
            #expect(try await stage.platform.count("models") == models + 1)
        }
    }

    @Test("The key of another request is refused: other body, other address, other digest of an upload")
    func mismatches() async throws {
        try await withStage { stage in
            let key = ("Idempotency-Key", "k-2")
            let path = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/files/a.bin"
            let first = [
                Call.post("/api/v1/models", Stage.model("first")).with(key.0, key.1),
                Call.upload(.put, path, [1]).with(key.0, "k-3").with("Content-Digest", contentDigest([1])),
            ]
            for call in first { try await stage.expect(call, by: .engineer) }
            let before = try await stage.platform.contents()
            let others = [
                Call.post("/api/v1/models", Stage.model("second")).with(key.0, key.1),
                .post("/api/v1/datasets", ["name": "first", "owner_team": .string(Cast.team)]).with(
                    key.0,
                    key.1
                ),
                .upload(.put, path, [2]).with(key.0, "k-3").with("Content-Digest", contentDigest([2])),
            ]
            for call in others {
                let exchange = try await stage.send(call, by: .engineer)
                #expect(exchange.status == 422, "\(call.path)")
                #expect(exchange.problem == "idempotency_key_reused", "\(call.path)")
            }
            #expect(try await stage.platform.contents() == before)
        }
    }

    @Test("A key belongs to the one who sent it")
    func keysArePersonal() async throws {
        try await withStage { stage in
            let mine = Call.post("/api/v1/models", Stage.model("shared-key")).with("Idempotency-Key", "k-4")
            let first = try await stage.expect(mine, by: .engineer)
            let other = try await stage.send(mine, by: .service)
            #expect(other.status == 409)
            #expect(other.effect != first.effect)
        }
    }

    @Test("A key does not outlive the right: who may not do it any more gets no replay")
    func replayNeedsTheRight() async throws {
        try await withStage { stage in
            let call = Call.post("/api/v1/models", Stage.model("lost-right")).with("Idempotency-Key", "k-5")
            try await stage.expect(call, by: .engineer)
            let path = "/api/v1/principals/\(try stage.cast.id(.engineer))"
            try await stage.expect(.patch(path, ["roles": ["employee"]]), by: .admin)
            #expect(try await stage.send(call, by: .engineer).status == 403)
        }
    }

    @Test("A key that is no key, and any key for a token, is refused")
    func badKeys() async throws {
        try await withStage { stage async throws in
            for key in ["", "a b", String(repeating: "k", count: 256)] {
                let model = Call.post("/api/v1/models", Stage.model("bad-key")).with("Idempotency-Key", key)
                #expect(try await stage.send(model, by: .engineer).status == 422)
            }
            let token = Call.post("/api/v1/tokens", ["label": "x"]).with("Idempotency-Key", "k-6")
            #expect(try await stage.send(token, by: .engineer).status == 422)
        }
    }
}
