import HTTPAPI
import Hummingbird
import WebUI

/// The page's routes, where one token is valid.
enum WebServer {
    static let token = "asy_pat_good"

    static func router(transport: Transport = .plain) -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.add(middleware: ProblemReporting())
        WebRoutes(accepts: { $0 == token }, transport: transport).add(to: router)
        return router
    }
}
