import Identifiers

/// An answer that says no, as `application/problem+json` (RFC 9457) or at least as a status.
struct ServerRefusal: Error, Hashable {
    struct Fault: Hashable, Sendable {
        let field: String
        let detail: String
    }

    let status: Int
    /// The stable word of the problem; nil for an answer that has none.
    let kind: String?
    let detail: String
    let faults: [Fault]
    /// For the administrator, who finds the request in the server's log by it.
    let requestID: String?

    init(status: Int, headers: [String: String], body: [UInt8]) {
        let problem = try? JSONValue(parsing: body)
        self.status = status
        kind = problem?["type"]?.string?.split(separator: ":").last.map { String($0) }
        detail =
            problem?["detail"]?.string ?? problem?["title"]?.string
            ?? "the server answered with status \(status)"
        faults = (problem?["errors"]?.array ?? []).compactMap { fault in
            guard let field = fault["field"]?.string, let detail = fault["detail"]?.string else { return nil }
            return Fault(field: field, detail: detail)
        }
        requestID = headers["x-request-id"]
    }

    var exitStatus: CommandStatus {
        switch status {
        case 401, 403, 404, 409, 412: .answerIsNo
        // The request was good, what it asked for is not.
        case 422 where kind == "evaluation_failed": .answerIsNo
        case 400, 422: .usage
        default: .impossible
        }
    }
}

extension ServerRefusal: CustomStringConvertible {
    var description: String {
        let shown = faults.filter { !detail.contains($0.detail) }.map { "\n  \($0.field) \($0.detail)" }
        return withoutStop + advice + shown.joined()
    }

    private var withoutStop: String {
        let text = detail.last == "." ? String(detail.dropLast()) : detail
        return TerminalText.singleLine(text)
    }

    private var advice: String {
        switch status {
        case 401: "; run assay login, or set ASSAY_TOKEN"
        case 412: "; somebody changed it meanwhile, look again and repeat"
        case 500...: requestID.map { " (request \(TerminalText.singleLine($0)))" } ?? ""
        default: ""
        }
    }
}
