package import Access
package import HTTPTypes
package import Hummingbird
package import Identifiers

/// Gives out addresses that work without a token for a short time.
package struct SignedAddresses: Sendable {
    /// The longest that an address works.
    package static let secondsMax: Int64 = 21_600
    /// How long a client asks for that says nothing.
    package static let secondsDefault: Int64 = 900

    private let signer: AddressSigner
    private let origin: PublicOrigin

    package init(_ services: ArtifactServices) {
        signer = services.addresses
        origin = services.origin
    }

    /// - Parameters:
    ///   - path: Percent-decoded, with a slash at its beginning.
    ///   - request: Whose host the address has.
    package func address(
        _ method: HTTPRequest.Method,
        _ path: String,
        for principal: PrincipalID,
        until expiry: Instant,
        beside request: Request
    ) throws -> String {
        let signature = try signer.sign(method.rawValue, path, for: principal, until: expiry)
        return "\(origin.of(request))\(PercentEncoding.encode(path))?\(signature.query)"
    }
}
