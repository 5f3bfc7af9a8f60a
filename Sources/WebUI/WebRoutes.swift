package import HTTPAPI
package import Hummingbird

/// The web page at `/` and the session it signs in with.
package struct WebRoutes: Sendable {
    private let session: SessionRoutes

    /// `accepts` says whether a token is valid right now; it is asked once at every sign-in.
    package init(accepts: @escaping @Sendable (String) async throws -> Bool, transport: Transport) {
        session = SessionRoutes(accepts: accepts, transport: transport)
    }

    /// Nothing here needs a credential: the files are the same for all, and signing in is how one gets it.
    package func add(to routes: Router<APIContext>) {
        for file in PageFile.all {
            routes.get(RouterPath(file.path)) { request, _ in file.response(to: request) }
            routes.head(RouterPath(file.path)) { request, _ in file.response(to: request) }
        }
        session.add(to: routes)
    }
}

/// How browsers reach the server, which decides whether the session may travel in the clear.
package enum Transport: Hashable, Sendable {
    case plain
    case tls
}
