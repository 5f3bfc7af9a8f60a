import HTTPTypes
import Hummingbird
import NIOCore

/// One file of the page, held in the binary.
struct PageFile: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]
    let entityTag: String

    static let all = [
        PageFile(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.index_html),
        PageFile(path: "/style.css", type: "text/css; charset=utf-8", bytes: PackageResources.style_css),
        PageFile(path: "/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
        script("app", PackageResources.app_js),
        script("answer", PackageResources.answer_js),
        script("ask", PackageResources.ask_js),
        script("catalog", PackageResources.catalog_js),
        script("model", PackageResources.model_js),
        script("elements", PackageResources.elements_js),
        script("server", PackageResources.server_js),
    ]

    /// Nothing but our own files, no inline script or style, no frame around the page, no text run as code
    /// (Content Security Policy Level 3).
    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ].joined(separator: "; ")

    init(path: String, type: String, bytes: [UInt8]) {
        self.path = path
        self.type = type
        self.bytes = bytes
        entityTag = "\"\(String(Self.fingerprint(of: bytes), radix: 16))\""
    }

    /// Kept by the browser, but asked for every time, so that a new binary is seen at once.
    func response(to request: Request) -> Response {
        var headers: HTTPFields = [
            .eTag: entityTag, .cacheControl: "no-cache", .contentSecurityPolicy: Self.policy,
        ]
        if isKnown(to: request) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The weak comparison that RFC 9110 section 13.1.2 asks for.
    private func isKnown(to request: Request) -> Bool {
        guard let known = request.headers[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains { entry in
            let tag = entry.drop { $0 == " " }.prefix { $0 != " " }
            return tag == "*" || tag == entityTag || tag == "W/\(entityTag)"
        }
    }

    private static func script(_ name: String, _ bytes: [UInt8]) -> PageFile {
        PageFile(path: "/\(name).js", type: "text/javascript; charset=utf-8", bytes: bytes)
    }

    /// FNV-1a, 64 bits (draft-eastlake-fnv): tells versions of a file apart, protects nothing.
    private static func fingerprint(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
