import ArgumentParser
import Identifiers

/// The forms of an answer.
enum AnswerFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
}

/// `assay ask`
struct AskCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask a question; every sentence of the answer names where it comes from.",
        discussion: """
            Only what you may read is searched. When that does not answer the question, the answer says so.

            Examples:
              assay ask "why was the consensus algorithm made pluggable?"
              assay ask "what did we decide about refunds?" --source slack:acme --from 2026-01-01 --format markdown
            """
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: "The question.") var question: String
    @Option(help: "Search only this source; say it again for more.") var source: [String] = []
    @Option(help: ArgumentHelp("Only what was written from then on.", valueName: "time")) var from: Instant?
    @Option(help: ArgumentHelp("Only what was written before then.", valueName: "time")) var to: Instant?
    @Option(help: "The most sentences.") var limit: Int?
    @Option(help: "Form of the answer.") var format = AnswerFormat.text

    func perform(in session: Session) async throws {
        guard format == .text else { return try await whole(in: session) }
        var text = AnswerText(console: session.console)
        try await session.server.events(.api("ask"), body) { try text.take($0) }
        try text.finish()
    }

    private func whole(in session: Session) async throws {
        let answer = try await session.server.change(.post, .api("ask"), body, usesKey: false).value
        let text =
            format == .json
            ? JSONText.pretty(answer) : AnswerDocument(question: question, answer: answer).markdown
        session.console.write(text, to: .output)
    }

    private var body: [String: JSONValue] {
        var body: [String: JSONValue] = ["question": .string(question)]
        if !source.isEmpty { body["sources"] = .array(source.map { .string($0) }) }
        if let from { body["from"] = .string(from.rfc3339) }
        if let to { body["to"] = .string(to.rfc3339) }
        if let limit { body["limit"] = .integer(Int64(limit)) }
        return body
    }
}
