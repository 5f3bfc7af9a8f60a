import Catalog
import Dispatch
import FoundationEssentials
import NIOCore

/// A webhook's address, taken apart and looked up.
struct WebhookAddress: Sendable {
    let host: String
    /// The one address that was looked at and that is connected to, so that a second look-up cannot give another.
    let resolved: String

    /// Throws unless deliveries may go there.
    init(_ text: String, allowsInside: Bool) async throws(WebhookRefusal) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased() else {
            throw WebhookRefusal("Invalid webhook URL '\(text)'.")
        }
        let schemes = allowsInside ? ["https", "http"] : ["https"]
        guard schemes.contains(scheme) else {
            throw WebhookRefusal(
                "Invalid webhook URL scheme: '\(scheme)'. Allowed schemes are: \(schemes.joined(separator: ", "))."
            )
        }
        guard let host = url.host(), !host.isEmpty else {
            throw WebhookRefusal("Webhook URL must include a hostname: '\(text)'.")
        }
        guard url.user() == nil, url.password() == nil else {
            throw WebhookRefusal("Webhook URL must not carry a user name or password.")
        }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.host = host
        resolved = try await Self.resolve(bare, port: url.port ?? (scheme == "https" ? 443 : 80))
        guard allowsInside || PublicAddress.contains(resolved) else {
            throw WebhookRefusal(
                "Webhook URL hostname '\(host)' resolves to an address that is not public; webhooks reach only"
                    + " the public internet unless the operator allows more."
            )
        }
    }

    /// The resolver blocks, so it gets threads of its own.
    private static let resolver = DispatchQueue(label: "assay.webhooks.resolver", attributes: .concurrent)

    private static func resolve(_ host: String, port: Int) async throws(WebhookRefusal) -> String {
        let address: String? = await withCheckedContinuation { continuation in
            resolver.async {
                let found = try? SocketAddress.makeAddressResolvingHost(host, port: port)
                continuation.resume(returning: found?.ipAddress)
            }
        }
        guard let address else {
            throw WebhookRefusal("Cannot resolve Webhook URL hostname '\(host)': Name or service not known.")
        }
        return address
    }
}
