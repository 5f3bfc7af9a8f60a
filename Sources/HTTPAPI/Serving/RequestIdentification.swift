import HTTPTypes
package import Hummingbird
package import Identifiers
import Logging

/// Gives every request an id that the client, the log and the audit entry share.
package struct RequestIdentification: RouterMiddleware {
    private static let field = HTTPField.Name("X-Request-Id")
    private let clock: @Sendable () -> Instant

    package init(clock: @escaping @Sendable () -> Instant) {
        self.clock = clock
    }

    package func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let field = Self.field else { return try await next(request, context) }
        var context = context
        context.requestID =
            Self.accepted(request.headers[field]) ?? "\(Identifier<APIContext>.new(at: clock()))"
        context.logger[metadataKey: "request_id"] = .string(context.requestID)
        var response = try await next(request, context)
        response.headers[field] = context.requestID
        return response
    }

    /// 1 to 100 letters, digits, `.`, `_`, `-`: nothing that could break a log line or a header.
    private static func accepted(_ id: String?) -> String? {
        guard let id, (1...100).contains(id.utf8.count) else { return nil }
        let isPlain = id.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
        }
        return isPlain ? id : nil
    }
}
