import Access
import Catalog
import HTTPAPI
import HTTPTypes
import Hummingbird
import Workflows

/// `POST /v1/traces`: spans in OpenTelemetry's protocol, for the experiment that a header names.
struct SpanRoutes: Sendable {
    /// Bytes of an export at most.
    static let bytesMax = 64 << 20
    private static let experimentHeader = HTTPField.Name("x-mlflow-experiment-id")

    let record: RecordTraces

    func add(to routes: RouterGroup<APIContext>) {
        routes.post("v1/traces", use: take)
    }

    private func take(_ request: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.requireActor()
        guard let text = Self.experimentHeader.flatMap({ request.headers[$0] }) else {
            throw MLflowFault.missing("x-mlflow-experiment-id")
        }
        let experiment = try TraceWire.experiment(text)
        try Self.checkEncoding(request)
        let bytes = try await JSONBody.collect(request, bytesMax: Self.bytesMax)
        let spans: [TraceSpan]
        do {
            spans = try SpanMessage.spans(ofExport: bytes)
        } catch is ProtobufReader.Malformed {
            throw MLflowFault.invalid(
                "Invalid OpenTelemetry format: the body is no ExportTraceServiceRequest."
            )
        }
        let recorded = try await record.add(
            spans,
            to: experiment,
            by: actor,
            try request.context(context, body: bytes)
        )
        // An ExportTraceServiceResponse that says nothing was rejected has no bytes.
        var response = MLflowObject().recorded(recorded)
        response.headers[.contentType] = "application/x-protobuf"
        response.body = .init()
        return response
    }

    private static func checkEncoding(_ request: Request) throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }
        guard type == "application/x-protobuf" else {
            throw MLflowFault.invalid("Invalid Content-Type. Expected: application/x-protobuf.")
        }
        let encoding = request.headers[.contentEncoding] ?? "identity"
        guard encoding == "identity" else {
            throw MLflowFault.invalid(
                "Content-Encoding \(encoding) is not supported; send the body uncompressed."
            )
        }
    }
}
