package import Hummingbird
import Logging

/// Turns every error into a problem document. What nobody foresaw is logged whole and told as a plain 500.
package struct ProblemReporting: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CancellationError {
            // The client has gone, or the server is stopping: nobody reads an answer.
            throw error
        } catch {
            if let problem = Problem.describing(error) { return try problem.response() }
            context.logger.error(
                "a request failed",
                metadata: [
                    "error": "\(String(reflecting: error))", "route": "\(context.endpointPath ?? "none")",
                ]
            )
            return try Problem(
                .internalServerError,
                "internal",
                "Something went wrong here. Tell the administrator the request id \(context.requestID)."
            ).response()
        }
    }
}
