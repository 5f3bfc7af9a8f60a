import HTTPTypes
package import Hummingbird

/// Where clients reach this server, for the whole addresses that it gives out.
package struct PublicOrigin: Sendable {
    private let configured: String?
    private let isTLS: Bool

    /// - Parameters:
    ///   - configured: Such as `https://assay.example.com`, for servers behind a proxy.
    ///   - isTLS: Whether this server itself speaks TLS; decides where nothing is configured.
    package init(configured: String?, isTLS: Bool) {
        self.configured = configured
        self.isTLS = isTLS
    }

    /// The origin without a slash at its end: the configured one, else the host that the client asked for.
    package func of(_ request: Request) -> String {
        if let configured { return configured.hasSuffix("/") ? String(configured.dropLast()) : configured }
        return "\(isTLS ? "https" : "http")://\(request.head.authority ?? "localhost")"
    }
}
