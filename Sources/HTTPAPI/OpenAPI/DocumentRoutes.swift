import HTTPTypes
import Hummingbird
import NIOCore

/// `/openapi.json`: what the API offers, told to anybody, for it names no thing and no person.
struct DocumentRoutes: Sendable {
    func add(to routes: Router<APIContext>) {
        routes.get("openapi.json") { _, _ in
            let document = try APIDocument.assembled.get()
            return Reply.bytes(document.bytes, type: "application/json", cache: "no-cache")
        }
    }
}
