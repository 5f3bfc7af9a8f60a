import Identifiers
import Testing

@Suite("Questions over HTTP")
struct AskRouteTests {
    private static func withAnswers(_ body: (Stage) async throws -> Void) async throws {
        try await withStage { stage in
            let bytes = try await AcmeExport.export.packed()
            try await stage.whileImporting {
                try await stage.importing(bytes)
                try await body(stage)
            }
        }
    }

    @Test("An answer quotes with citations that say where, who and when, and names its model")
    func answers() async throws {
        try await Self.withAnswers { stage in
            let exchange = try await stage.expect(
                .post("/api/v1/ask", ["question": .string(AcmeExport.openQuestion)]),
                by: .employee
            )
            let answer = try exchange.json
            #expect(answer["status"] == "answered")
            let citation = try #require(answer["citations"]?.array?.first)
            #expect(citation["source"]?.string == Stage.source)
            #expect(citation["author"]?.string == "Enzo")
            #expect(citation["time"]?.string?.hasPrefix("2026-03-01T00:01:00") == true)
            #expect(citation["title"]?.string?.contains("general") == true)
            #expect(AcmeExport.openFact.contains(try #require(citation["quote"]?.string)))
            let numbers = Set(answer["citations"]?.array?.compactMap { $0["n"]?.integer } ?? [])
            for sentence in answer["answer"]?.array ?? [] {
                let cited = Set(sentence["citations"]?.array?.compactMap(\.integer) ?? [])
                #expect(!cited.isEmpty)
                #expect(cited.isSubset(of: numbers))
            }
            #expect(answer["model"]?["name"]?.string == "hashed-words")
            let confidence = try #require(answer["confidence"]?.double)
            #expect((0...1).contains(confidence))
        }
    }

    @Test("Where there is no evidence the answer says so and quotes nothing")
    func noEvidence() async throws {
        try await Self.withAnswers { stage in
            let answer = try await stage.ask("how do octopuses taste chocolate?", by: .employee)
            #expect(answer.status == "insufficient_evidence")
            #expect(answer.quotes.isEmpty)
            #expect(answer.body["answer"]?.array == [])
        }
    }

    @Test("The same question of the same person gets the same answer")
    func repeats() async throws {
        try await Self.withAnswers { stage in
            let first = try await stage.ask(AcmeExport.openQuestion, by: .employee)
            for _ in 0..<3 { #expect(try await stage.ask(AcmeExport.openQuestion, by: .employee) == first) }
        }
    }

    @Test("A stream gives the citations, then the sentences, then the rest: together the answer")
    func streams() async throws {
        try await Self.withAnswers { stage in
            let call = Call.post("/api/v1/ask", ["question": .string(AcmeExport.openQuestion)])
            let whole = try await stage.expect(call, by: .employee).json
            let stream = try await stage.expect(call.with("Accept", "text/event-stream"), by: .employee)
            #expect(stream.header("Content-Type") == "text/event-stream")
            #expect(stream.header("Cache-Control") == "no-store")
            let events = try ServerSentEvents.parse(stream.text)
            let (citations, sentences) = (whole["citations"]?.array ?? [], whole["answer"]?.array ?? [])
            let names = citations.map { _ in "citation" } + sentences.map { _ in "sentence" } + ["done"]
            #expect(events.map(\.name) == names)
            #expect(events.filter { $0.name == "citation" }.map(\.data) == citations)
            #expect(events.filter { $0.name == "sentence" }.map(\.data) == sentences)
            let done = try #require(events.last?.data)
            for field in ["status", "confidence", "model", "usage"] {
                #expect(done[field] == whole[field], "\(field)")
            }
        }
    }

    @Test("A refused question keeps its status when a stream was asked for")
    func refusedStream() async throws {
        try await withStage { stage async throws in
            let call = Call.post("/api/v1/ask", ["question": ""]).with("Accept", "text/event-stream")
            #expect(try await stage.send(call, by: .employee).status == 422)
            #expect(try await stage.send(call, by: .nobody).status == 401)
            let right = Call.post("/api/v1/ask", ["question": "why?"]).with("Accept", "text/event-stream")
            #expect(try await stage.send(right, by: .service).status == 403)
        }
    }

    private static let narrowings: [(fields: [String: JSONValue], finds: Bool)] = [
        ([:], true), (["sources": [.string(Stage.source)]], true), (["sources": ["slack:other"]], false),
        (["from": "2026-03-01T00:00:30Z"], true), (["from": "2026-03-02"], false),
        (["to": "2026-03-01"], false),
        (["to": "2026-03-02"], true), (["limit": 1], true), (["mode": "extractive"], true),
    ]

    @Test("A question is narrowed by source and time")
    func narrows() async throws {
        try await Self.withAnswers { stage in
            for (narrowing, finds) in Self.narrowings {
                var fields = narrowing
                fields["question"] = .string(AcmeExport.openQuestion)
                let answer = Answered(
                    try await stage.expect(.post("/api/v1/ask", .object(fields)), by: .employee)
                )
                #expect(answer.quotes("PostgreSQL") == finds, "\(narrowing): \(answer.testDescription)")
            }
        }
    }

    private static let refused: [JSONValue] = [
        [:], ["question": " "], ["question": "why?", "limit": 0], ["question": "why?", "limit": 1.5],
        ["question": "why?", "mode": "generative"], ["question": "why?", "mode": "x"],
        ["question": "why?", "sources": []],
        ["question": "why?", "from": "yesterday"],
        ["question": "why?", "from": "2026-03-02", "to": "2026-03-01"],
        ["question": "why?", "user": "admin"], ["question": ["why?"]],
    ]

    @Test("A question with faults is refused with the field at fault")
    func refuses() async throws {
        try await withStage { stage in
            for body in Self.refused {
                let exchange = try await stage.send(.post("/api/v1/ask", body), by: .employee)
                #expect(exchange.status == 422, "\(exchange.text)")
                #expect(try exchange.json["errors"]?.array?.isEmpty == false)
            }
        }
    }
}
