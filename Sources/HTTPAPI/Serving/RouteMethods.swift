import HTTPTypes
package import Hummingbird
import Synchronization

/// Tells a wrong method from a wrong address: 405 with `Allow` (RFC 9110 section 15.5.6) instead of 404.
package final class RouteMethods: RouterMiddleware {
    private struct Route: Sendable {
        let method: HTTPRequest.Method
        /// Parts of the path; nil takes anything.
        let parts: [String?]
        /// Whether more parts may follow.
        let isOpenEnded: Bool

        init(_ description: Router<APIContext>.RouteDescription) {
            method = description.method
            let parts = "\(description.path)".split(separator: "/").map { String($0) }
            isOpenEnded = parts.last == "**"
            self.parts = parts.filter { $0 != "**" }.map { $0.hasPrefix("{") ? nil : $0 }
        }

        func takes(_ path: [Substring]) -> Bool {
            guard isOpenEnded ? path.count > parts.count : path.count == parts.count else { return false }
            return zip(parts, path).allSatisfy { $0 == nil || $0.map { Substring($0) } == $1 }
        }
    }

    private let routes = Mutex<[Route]>([])

    /// To be told once, when all routes are there.
    package func learn(_ descriptions: [Router<APIContext>.RouteDescription]) {
        let known = descriptions.map(Route.init)
        routes.withLock { $0 = known }
    }

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            let allowed = methods(at: request.uri.path)
            guard !allowed.isEmpty, !allowed.contains(request.method.rawValue) else { throw error }
            throw MethodNotAllowed(allowed: allowed)
        }
    }

    private func methods(at path: String) -> [String] {
        let parts = path.split(separator: "/")
        let matching = routes.withLock { routes in routes.filter { $0.takes(parts) } }
        return Set(Self.closest(matching).map(\.method.rawValue)).sorted()
    }

    /// Where one route names a part that another leaves open, the router takes the first.
    private static func closest(_ routes: [Route]) -> [Route] {
        var routes = routes
        for index in 0..<(routes.map(\.parts.count).max() ?? 0) {
            let named = routes.filter { index < $0.parts.count && $0.parts[index] != nil }
            if !named.isEmpty { routes = named }
        }
        return routes
    }
}

/// The address is known, but not with this method.
package struct MethodNotAllowed: Error, Sendable {
    /// Sorted.
    package let allowed: [String]
}
