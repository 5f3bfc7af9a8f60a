import HTTPAPI
import HTTPTypes
import Hummingbird

/// Where routes are declared once and served twice: under `/api/…` for programs, under `/ajax-api/…` for pages.
struct MLflowRouteGroup {
    /// The part of the address that names the generation of the API.
    enum Generation: String, Sendable {
        case two = "2.0"
        case three = "3.0"
    }

    private let routes: RouterGroup<APIContext>

    init(_ routes: RouterGroup<APIContext>) {
        self.routes = routes
    }

    /// `path` follows `/api/2.0/mlflow/`, such as `runs/get` or `logged-models/{model_id}`.
    ///
    /// Whatever the handler throws is answered in MLflow's error shape.
    func on(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ generation: Generation = .two,
        bytesMax: Int = MLflowCall.bytesMax,
        use handle: @escaping @Sendable (MLflowCall) async throws -> Response
    ) {
        on(method, anywhere: "\(generation.rawValue)/mlflow/\(path)", bytesMax: bytesMax, use: handle)
    }

    /// The same for the addresses that do not follow the scheme; `path` follows `/api/`.
    func on(
        _ method: HTTPRequest.Method,
        anywhere path: String,
        bytesMax: Int = MLflowCall.bytesMax,
        use handle: @escaping @Sendable (MLflowCall) async throws -> Response
    ) {
        streaming(method, anywhere: path) { request, context in
            try await handle(MLflowCall(request, context, bytesMax: bytesMax))
        }
    }

    /// The same for routes that read the body, or write the answer, piece by piece.
    func streaming(
        _ method: HTTPRequest.Method,
        anywhere path: String,
        use handle: @escaping @Sendable (Request, APIContext) async throws -> Response
    ) {
        for prefix in ["api", "ajax-api"] {
            routes.on(RouterPath("\(prefix)/\(path)"), method: method, use: handle)
        }
    }
}
