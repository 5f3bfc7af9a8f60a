import FoundationEssentials

/// Where a server is: scheme, host, port and perhaps a path before `/api`.
struct ServerAddress: Hashable, Sendable {
    /// Without a slash at the end.
    let text: String
    let host: String
    let isEncrypted: Bool

    /// Takes `http` and `https` addresses without user, query or fragment.
    init(_ text: String) throws(CommandFailure) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), let host = url.host(),
            !host.isEmpty
        else { throw .usage("\"\(text)\" is no address; write it like http://127.0.0.1:8080") }
        guard scheme == "http" || scheme == "https" else {
            throw .usage("\(scheme) is not supported; use https or http")
        }
        guard url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil else {
            throw .usage(
                "an address holds no user, password, query or fragment; a token goes into --token-file"
            )
        }
        self.text = text.last == "/" ? String(text.dropLast()) : text
        self.host = host.lowercased()
        isEncrypted = scheme == "https"
    }

    /// Whether a token sent there stays unreadable to others: encrypted, or never on a network.
    var protectsToken: Bool { isEncrypted || isLoopback }

    /// `localhost` and its subdomains (RFC 6761 section 6.3), 127.0.0.0/8 and ::1.
    private var isLoopback: Bool {
        let plain = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        if plain == "localhost" || plain.hasSuffix(".localhost") || plain == "::1" { return true }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension ServerAddress: CustomStringConvertible {
    var description: String { text }
}

/// A server and the token to show it.
struct ServerTarget: Sendable {
    let address: ServerAddress
    let token: String?
}
