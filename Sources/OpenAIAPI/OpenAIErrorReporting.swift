package import HTTPAPI
package import Hummingbird

/// Turns refusals under `/v1` into OpenAI's error shape; only `/v1/traces` belongs to another protocol.
///
/// To be added to the whole router, because who is not let in and what is not there is refused outside the routes.
/// What nobody foresaw is left to `ProblemReporting`, which logs it.
package struct OpenAIErrorReporting: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path.hasPrefix("/v1/"), !path.hasPrefix("/v1/traces") else {
            return try await next(request, context)
        }
        do {
            return try await next(request, context)
        } catch {
            guard let fault = OpenAIFault.describing(error) else { throw error }
            return try fault.response()
        }
    }
}
