import HTTPTypes
package import Hummingbird
import Identifiers
package import Workflows

/// Finds out who asks: `Authorization: Bearer`, Basic with the token as password, or the session cookie of the web page.
///
/// Whoever comes without a valid credential is refused here, so no route behind it is ever anonymous.
package struct Authentication: RouterMiddleware {
    /// The cookie that the web page keeps its session in.
    package static let cookieName = "assay_session"

    private let authenticate: Authenticate

    package init(authenticate: Authenticate) {
        self.authenticate = authenticate
    }

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let secret = try Self.secret(in: request), let actor = try await authenticate(secret: secret)
        else {
            throw AuthenticationRequired()
        }
        var context = context
        context.actor = actor
        return try await next(request, context)
    }

    /// A cookie is sent by the browser unasked; on changes it counts only with a header that other sites cannot set.
    private static func secret(in request: Request) throws -> String? {
        if let authorization = request.headers[.authorization] {
            return bearer(authorization) ?? basicPassword(authorization)
        }
        guard let cookie = request.cookies[cookieName]?.value else { return nil }
        let isRead = request.method == .get || request.method == .head
        guard isRead || request.headers[HTTPField.Name.requestedWith] == "assay" else {
            throw ForgedRequest()
        }
        return cookie
    }

    private static func bearer(_ authorization: String) -> String? {
        guard authorization.lowercased().hasPrefix("bearer ") else { return nil }
        return String(authorization.dropFirst("bearer ".count)).trimmingPrefixSpaces()
    }

    private static func basicPassword(_ authorization: String) -> String? {
        guard authorization.lowercased().hasPrefix("basic "),
            let bytes = Base64.decode(authorization.dropFirst("basic ".count)),
            let pair = String(validating: bytes, as: UTF8.self), let colon = pair.firstIndex(of: ":")
        else { return nil }
        return String(pair[pair.index(after: colon)...])
    }
}

/// A change that came with the page's cookie but not from the page.
package struct ForgedRequest: Error, Sendable {}

extension HTTPField.Name {
    /// `X-Requested-With`, which a page of another origin cannot send without being asked first (CORS preflight).
    static let requestedWith = HTTPField.Name("X-Requested-With") ?? .from
}

extension String {
    fileprivate func trimmingPrefixSpaces() -> String {
        String(drop { $0 == " " })
    }
}
