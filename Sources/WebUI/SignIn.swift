import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser sends to sign in: `{"token": "asy_…"}`, or the form `token=asy_…`.
struct SignIn: Sendable {
    enum Form: Sendable {
        case json
        /// Sent by the browser itself, which then wants to be led somewhere.
        case page

        var answer: Response {
            switch self {
            case .json: Response(status: .noContent)
            case .page: Response(status: .seeOther, headers: [.location: "/"])
            }
        }
    }

    /// The most bytes of a sign-in: nobody is known yet who may send more.
    static let bytesMax = 4 << 10

    let token: String
    let form: Form

    init(reading request: Request) async throws {
        let bytes = try await JSONBody.collect(request, bytesMax: Self.bytesMax)
        let type = request.headers[.contentType]?.prefix { $0 != ";" && $0 != " " }.lowercased()
        switch type {
        case "application/json":
            form = .json
            let body = Request(head: request.head, body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
            token = Self.trimmed(try await JSONBody.decode(SignInInput.self, from: body).token)
        case "application/x-www-form-urlencoded":
            form = .page
            token = Self.trimmed(try Self.field("token", of: bytes))
        default:
            throw Problem(
                .unsupportedMediaType,
                "unsupported_media_type",
                "Send the token as application/json or application/x-www-form-urlencoded."
            )
        }
    }

    /// The URL Standard, section 5.1.
    private static func field(_ name: String, of bytes: [UInt8]) throws -> String {
        for pair in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { continue }
            let spaced = String(parts[1].map { $0 == "+" ? " " : $0 })
            if let value = PercentEncoding.decode(spaced) { return value }
        }
        throw Problem(.badRequest, "malformed_form", "The form must have the field token.")
    }

    /// Without the white space that comes along when a token is copied.
    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}

private struct SignInInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case token
    }
    typealias Fields = CodingKeys

    var token: String
}
