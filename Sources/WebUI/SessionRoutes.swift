import HTTPAPI
import HTTPTypes
import Hummingbird

/// `/session`: signing in with a token, and out.
struct SessionRoutes: Sendable {
    /// A working day: the browser forgets the token after it.
    static let sessionSeconds = 12 * 3_600

    let accepts: @Sendable (String) async throws -> Bool
    let transport: Transport

    func add(to routes: Router<APIContext>) {
        routes.post("session", use: signIn)
        routes.delete("session", use: signOut)
    }

    private func signIn(_ request: Request, _ context: APIContext) async throws -> Response {
        try SameOrigin.require(of: request)
        let credential = try await SignIn(reading: request)
        guard try await accepts(credential.token) else {
            throw Problem(
                .unauthorized,
                "invalid_token",
                "This token is not valid: it is mistyped, has expired, or was revoked."
            )
        }
        var response = credential.form.answer
        response.setCookie(cookie(credential.token, seconds: Self.sessionSeconds))
        return response
    }

    /// Forgets the token in this browser; the token itself stays valid.
    private func signOut(_ request: Request, _ context: APIContext) async throws -> Response {
        try SameOrigin.require(of: request)
        var response = Response(status: .noContent)
        response.setCookie(cookie("", seconds: 0))
        return response
    }

    /// Unreadable for scripts, never sent along from other sites, and never in the clear when there is TLS.
    private func cookie(_ value: String, seconds: Int) -> Cookie {
        Cookie(
            name: Authentication.cookieName,
            value: value,
            maxAge: seconds,
            path: "/",
            secure: transport == .tls,
            httpOnly: true,
            sameSite: .strict
        )
    }
}
