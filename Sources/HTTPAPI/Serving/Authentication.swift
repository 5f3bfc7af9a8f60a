import Access
import HTTPTypes
package import Hummingbird
import Identifiers
package import Workflows

/// Finds out who asks: `Authorization: Bearer`, Basic with the token as password, or the session cookie of the web page;
/// without any of them, the signature of an address that was given out for a short time.
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
        guard let actor = try await actor(of: request) else { throw AuthenticationRequired() }
        var context = context
        context.actor = actor
        return try await next(request, context)
    }

    private func actor(of request: Request) async throws -> Actor? {
        if let secret = try Self.secret(in: request) { return try await authenticate(secret: secret) }
        guard let signature = AddressSigner.Signature(request),
            let path = PercentEncoding.decode(request.uri.path)
        else { return nil }
        return try await authenticate(signature: signature, method: request.method.rawValue, path: path)
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

extension AddressSigner.Signature {
    /// Of the query of a signed address; nil when it carries none.
    fileprivate init?(_ request: Request) {
        let query = request.uri.queryParameters
        guard let principal = query["assay-principal"].flatMap({ PrincipalID($0) }),
            let expires = query["assay-expires"].flatMap({ Int64($0) }),
            let code = query["assay-signature"].flatMap({ Hexadecimal.decode($0) })
        else { return nil }
        self.init(principalID: principal, expires: expires, code: code)
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
