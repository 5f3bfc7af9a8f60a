import HTTPAPI
import Hummingbird
import Logging

/// Turns every error under MLflow's addresses into MLflow's error shape, the router's own included.
///
/// What nobody foresaw is logged whole and told as an INTERNAL_ERROR that says nothing of the inside.
struct MLflowErrorReporting: RouterMiddleware {
    /// Where MLflow's clients look; everything below answers in their error shape.
    private static let prefixes = ["/api/2.0", "/api/3.0", "/ajax-api/", "/v1/traces"]

    func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard Self.prefixes.contains(where: request.uri.path.hasPrefix) else {
            return try await next(request, context)
        }
        do {
            return try await next(request, context)
        } catch let error as CancellationError {
            throw error
        } catch {
            if let fault = MLflowFault.describing(error) { return fault.response() }
            context.logger.error(
                "a request failed",
                metadata: [
                    "error": "\(String(reflecting: error))", "route": "\(context.endpointPath ?? "none")",
                ]
            )
            return MLflowFault(
                .internalError,
                "Something went wrong here. Tell the administrator the request id \(context.requestID)."
            ).response()
        }
    }
}
