package import HTTPAPI
package import Hummingbird

/// Turns refusals under `/v1` into OpenAI's error shape.
///
/// What nobody foresaw is left to `ProblemReporting`, which logs it.
package struct OpenAIErrorReporting: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix("/v1/") else { return try await next(request, context) }
        do {
            return try await next(request, context)
        } catch {
            guard let fault = OpenAIFault.describing(error) else { throw error }
            return try fault.response()
        }
    }
}
