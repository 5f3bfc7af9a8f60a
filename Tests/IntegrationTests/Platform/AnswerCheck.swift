import HTTPTypes
import Identifiers
import Testing

/// What holds for every answer of the API, whatever was asked.
struct AnswerCheck {
    /// Words of the inside: statements, tables, sources, types, addresses. Each is too long, or has a character
    /// too many, to be spelled by chance in a page token or a signature.
    private static let insides = [
        "SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "pg_catalog", "pg_advisory", "pg_notify",
        "PostgresError", "StoreFault", "Sources/", ".swift", "SQLSTATE", "libpq: ", "relation \"",
        "constraint \"", "(0x", "assay_app", "audit.emit", "contents/",
    ]
    private static let secrets = ["asy_pat_", "asy_svc_", "asy_ses_", "PRIVATE KEY", "password"]

    let call: Call
    let exchange: Exchange

    func run(_ location: SourceLocation) {
        let shown = "\(call.method.rawValue) \(call.path) gave \(exchange.status)"
        // The answer that makes a token shows it, and the random part may spell anything.
        let makesToken = call.method == .post && call.path == "/api/v1/tokens" && exchange.status == 201
        // Hashes and files are no text: their bytes may spell anything as well.
        let banned = makesToken || !isText ? [] : Self.insides + Self.secrets
        for word in banned where exchange.text.contains(word) {
            Issue.record("\(shown) with \(word)", sourceLocation: location)
        }
        #expect(exchange.header("X-Request-Id") != nil, "\(shown)", sourceLocation: location)
        #expect(exchange.header("X-Content-Type-Options") == "nosniff", "\(shown)", sourceLocation: location)
        guard exchange.status >= 400, call.path != "/readyz" else { return }
        let document = try? exchange.json
        #expect(exchange.header("Assay-Audit-Entry") == nil, "\(shown)", sourceLocation: location)
        if call.isMLflow {
            expectMLflowShape(document, shown, location)
        } else if call.path.hasPrefix("/v1/") {
            expectOpenAIShape(document, shown, location)
        } else {
            expectProblemShape(document, shown, location)
        }
    }

    /// What people and programs read as words; refusals always are.
    private var isText: Bool {
        let type = exchange.header("Content-Type") ?? "text/plain"
        return exchange.status >= 300 || type.hasPrefix("text/") || type.contains("json")
    }

    private func expectMLflowShape(_ document: JSONValue?, _ shown: String, _ location: SourceLocation) {
        #expect(
            exchange.header("Content-Type") == "application/json",
            "\(shown)",
            sourceLocation: location
        )
        let code = document?["error_code"]?.string
        #expect(code?.isEmpty == false, "\(shown)", sourceLocation: location)
        #expect(document?["message"]?.string?.isEmpty == false, "\(shown)", sourceLocation: location)
    }

    private func expectOpenAIShape(_ document: JSONValue?, _ shown: String, _ location: SourceLocation) {
        #expect(
            exchange.header("Content-Type") == "application/json",
            "\(shown)",
            sourceLocation: location
        )
        let error = document?["error"]
        #expect(error?["message"]?.string?.isEmpty == false, "\(shown)", sourceLocation: location)
        #expect(error?["type"]?.string?.isEmpty == false, "\(shown)", sourceLocation: location)
    }

    private func expectProblemShape(_ document: JSONValue?, _ shown: String, _ location: SourceLocation) {
        #expect(
            exchange.header("Content-Type") == "application/problem+json",
            "\(shown)",
            sourceLocation: location
        )
        #expect(document?["status"]?.integer == Int64(exchange.status), "\(shown)", sourceLocation: location)
        #expect(
            document?["type"]?.string?.hasPrefix("urn:assay:problem:") == true,
            "\(shown)",
            sourceLocation: location
        )
        #expect(document?["detail"]?.string?.isEmpty == false, "\(shown)", sourceLocation: location)
    }
}
