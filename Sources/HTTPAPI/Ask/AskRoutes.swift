import Access
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore
import Workflows

/// `POST /api/v1/ask`: JSON, or a stream of events when the client accepts `text/event-stream`.
struct AskRoutes: Sendable {
    let ask: AnswerQuestion
    let presence: ClientPresence

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("ask", use: answer)
    }

    private func answer(_ request: Request, _ context: APIContext) async throws -> Response {
        let input = try await JSONBody.decode(AskInput.self, from: request)
        let actor = try context.requireActor()
        let asked = try input.request()
        let wantsEvents = request.headers[.accept]?.contains("text/event-stream") ?? false
        let answer = WireAnswer(
            try await presence.whileClientWaits(context) { try await ask(asked, by: actor) }
        )
        return wantsEvents ? stream(answer) : try Reply.json(answer)
    }

    /// The answer is complete and checked before the first sentence leaves: a refusal keeps its status code.
    private func stream(_ answer: WireAnswer) -> Response {
        let body = ResponseBody { writer in
            for citation in answer.citations {
                try await writer.write(try ServerSentEvent.encode("citation", citation))
            }
            for sentence in answer.answer {
                try await writer.write(try ServerSentEvent.encode("sentence", sentence))
            }
            try await writer.write(try ServerSentEvent.encode("done", answer.withoutBody))
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }
}

/// One event of a stream in the form of the HTML standard, section 9.2.
enum ServerSentEvent {
    static func encode(_ name: String, _ value: some Encodable) throws -> ByteBuffer {
        var buffer = ByteBuffer(string: "event: \(name)\ndata: ")
        var json = try JSONBody.encode(value)
        buffer.writeBuffer(&json)
        buffer.writeString("\n\n")
        return buffer
    }
}

private struct AskInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case question, sources, from, to, limit, mode
    }
    typealias Fields = CodingKeys

    var question: String
    var sources: [String]?
    var from: Instant?
    var to: Instant?
    var limit: Int?
    var mode: AskRequest.Mode?

    func request() throws -> AskRequest {
        AskRequest(
            question: question,
            sources: sources,
            from: from,
            to: to,
            limit: limit ?? 8,
            mode: mode ?? .auto
        )
    }
}
