import Access
import HTTPAPI
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore

/// One authenticated request to an MLflow route, with its fields read.
struct MLflowCall: Sendable {
    /// The most bytes of a JSON body unless the route says otherwise.
    static let bytesMax = 16 << 20

    let request: Request
    let context: APIContext
    let fields: MLflowFields
    let actor: Actor
    /// As it came; empty for a GET.
    let body: [UInt8]

    init(_ request: Request, _ context: APIContext, bytesMax: Int) async throws {
        self.request = request
        self.context = context
        actor = try context.requireActor()
        if request.method == .get || request.method == .head {
            body = []
            fields = try MLflowQuery.fields(request.uri.query)
        } else {
            body = try await JSONBody.collect(request, bytesMax: bytesMax)
            fields = try MLflowFields(body: body)
        }
    }

    /// What the audit entry and a repeat of the request know it by.
    func auditContext() throws -> Access.RequestContext { try request.context(context, body: body) }

    /// A parameter of the route's path, percent-decoded.
    func pathText(_ name: String) throws -> String { try context.text(name) }
}

extension MLflowObject {
    /// The answer to a change, naming the audit entry that records it.
    func recorded(_ effectID: EffectID, isReplay: Bool = false) -> Response {
        var response = response()
        if let name = HTTPField.Name("Assay-Audit-Entry") { response.headers[name] = "\(effectID)" }
        if isReplay, let name = HTTPField.Name("Idempotency-Replayed") { response.headers[name] = "true" }
        return response
    }

    /// The same, for a recorded value whose own form is not shown.
    func recorded<Value>(_ recorded: Recorded<Value>) -> Response {
        self.recorded(recorded.effectID, isReplay: recorded.isReplay)
    }
}
