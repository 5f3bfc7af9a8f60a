import Identifiers
import TestSupport
import Testing

@Suite("Who comes without a valid credential is nobody")
struct AuthenticationTests {
    private static let path = "/api/v1/me"

    private static func expectRefused(_ exchange: Exchange, _ what: String) {
        #expect(exchange.status == 401, "\(what)")
        #expect(exchange.problem == "unauthenticated", "\(what)")
    }

    @Test("No token, a wrong one and a malformed one all get the same answer")
    func wrongTokens() async throws {
        try await withStage { stage in
            let good = try #require(stage.cast.token(.employee))
            var typo = good
            typo.removeLast()
            typo += good.last == "0" ? "1" : "0"
            let stranger = "asy_pat_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf_BOPvM"
            var bodies: Set<String> = []
            for token in [nil, "", typo, stranger, "Bearer", String(repeating: "x", count: 10_000)] {
                let exchange = try await stage.platform.send(.get(Self.path), as: token)
                Self.expectRefused(exchange, token ?? "none")
                bodies.insert(exchange.text)
            }
            #expect(bodies.count == 1)
            #expect(try await stage.platform.send(.get(Self.path), as: good).status == 200)
        }
    }

    @Test("Each protocol's clients are refused in its own words")
    func shapes() async throws {
        try await withStage { stage in
            let openAI = try await stage.platform.send(.get("/v1/models"))
            #expect(openAI.status == 401)
            #expect(try openAI.json["error"]?["code"] == "invalid_api_key")
            #expect(
                try await stage.send(.get("/v1/nothing"), by: .employee).json["error"]?["code"] == "not_found"
            )
            let mlflow = try await stage.platform.send(.get("/api/2.0/mlflow/runs/get"))
            #expect(mlflow.status == 401)
            #expect(try mlflow.json["error_code"] == "UNAUTHENTICATED")
        }
    }

    @Test("A token ends with its time, to the second")
    func expiry() async throws {
        try await withStage { stage in
            let id = try stage.cast.id(.employee)
            let token = try await Cast.addToken(
                for: id,
                days: 1,
                by: stage.cast.token(.admin),
                stage.platform
            )
            stage.platform.clock.advance(seconds: 86_399)
            #expect(try await stage.platform.send(.get(Self.path), as: token.secret).status == 200)
            stage.platform.clock.advance(seconds: 1)
            Self.expectRefused(try await stage.platform.send(.get(Self.path), as: token.secret), "expired")
        }
    }

    @Test("A revoked token opens nothing from the next request on")
    func revocation() async throws {
        try await withStage { stage in
            let id = try stage.cast.id(.employee)
            let token = try await Cast.addToken(for: id, by: stage.cast.token(.admin), stage.platform)
            #expect(try await stage.platform.send(.get(Self.path), as: token.secret).status == 200)
            try await stage.expect(.delete("/api/v1/tokens/\(token.id)"), by: .employee)
            Self.expectRefused(try await stage.platform.send(.get(Self.path), as: token.secret), "revoked")
            #expect(try await stage.send(.get(Self.path), by: .employee).status == 200)
        }
    }

    @Test("A disabled principal's tokens open nothing, and open again when it is enabled")
    func disabling() async throws {
        try await withStage { stage in
            let path = "/api/v1/principals/\(try stage.cast.id(.employee))"
            try await stage.expect(.patch(path, ["is_disabled": true]), by: .admin)
            Self.expectRefused(try await stage.send(.get(Self.path), by: .employee), "disabled")
            try await stage.expect(.patch(path, ["is_disabled": false]), by: .admin)
            #expect(try await stage.send(.get(Self.path), by: .employee).status == 200)
        }
    }

    @Test("Roles taken away count from the next request on")
    func rolesAreFresh() async throws {
        try await withStage { stage in
            let path = "/api/v1/principals/\(try stage.cast.id(.reviewer))"
            #expect(try await stage.send(.get("/api/v1/audit/entries"), by: .reviewer).status == 200)
            try await stage.expect(.patch(path, ["roles": []]), by: .admin)
            #expect(try await stage.send(.get("/api/v1/audit/entries"), by: .reviewer).status == 403)
        }
    }

    @Test("A token may come as the password of Basic authentication")
    func basic() async throws {
        try await withStage { stage in
            let token = try #require(stage.cast.token(.employee))
            let right = Base64.encode(Array("anyone:\(token)".utf8))
            let call = Call.get(Self.path)
            #expect(try await stage.platform.send(call.with("Authorization", "Basic \(right)")).status == 200)
            for wrong in ["Basic !", "Basic " + Base64.encode(Array(token.utf8)), "Digest \(token)", token] {
                Self.expectRefused(try await stage.platform.send(call.with("Authorization", wrong)), "wrong")
            }
        }
    }

    @Test("A cookie reads, but changes only together with the page's own header")
    func cookies() async throws {
        try await withStage { stage in
            let cookie = "assay_session=\(try #require(stage.cast.token(.admin)))"
            let change = Call.post("/api/v1/groups", ["name": "from-the-page"]).with("Cookie", cookie)
            #expect(try await stage.platform.send(.get(Self.path).with("Cookie", cookie)).status == 200)
            let forged = try await stage.platform.send(change)
            #expect(forged.status == 403)
            #expect(forged.problem == "forged_request")
            #expect(try await stage.platform.send(change.with("X-Requested-With", "assay")).status == 201)
        }
    }

    @Test("The administrator cannot be locked out by their own hand")
    func selfDisabling() async throws {
        try await withStage { stage in
            let path = "/api/v1/principals/\(try stage.cast.id(.admin))"
            #expect(try await stage.send(.patch(path, ["is_disabled": true]), by: .admin).status == 409)
        }
    }
}
