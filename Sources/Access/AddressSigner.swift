package import Identifiers
package import Signing

/// Signs addresses that work without a token for a short time: one method, one path, in the name of one principal.
///
/// The principal's roles are looked up when the address is used, so whoever is disabled loses it at once.
package struct AddressSigner: Sendable {
    /// What the query of a signed address carries.
    package struct Signature: Hashable, Sendable {
        package var principalID: PrincipalID
        /// Seconds since 1970.
        package var expires: Int64
        package var code: [UInt8]

        package init(principalID: PrincipalID, expires: Int64, code: [UInt8]) {
            self.principalID = principalID
            self.expires = expires
            self.code = code
        }

        package var query: String {
            "assay-principal=\(principalID)&assay-expires=\(expires)&assay-signature=\(Hexadecimal.encode(code))"
        }
    }

    private let key: SecretBytes

    /// Takes a key of 32 random bytes that is used for nothing else.
    package init(key: SecretBytes) {
        self.key = key
    }

    /// `path` is percent-decoded and begins with a slash.
    package func sign(
        _ method: String,
        _ path: String,
        for principal: PrincipalID,
        until expiry: Instant
    ) throws -> Signature {
        let expires = expiry.microseconds / 1_000_000
        let code = try code(method, path, principal, expires)
        return Signature(principalID: principal, expires: expires, code: code)
    }

    /// Whether the signature is ours for this request and not expired. A GET covers the HEAD of the same path.
    package func accepts(_ signature: Signature, _ method: String, _ path: String, at now: Instant) throws
        -> Bool
    {
        guard signature.expires > now.microseconds / 1_000_000 else { return false }
        let signed = method == "HEAD" ? "GET" : method
        let code = try code(signed, path, signature.principalID, signature.expires)
        return equalInConstantTime(code, signature.code)
    }

    private func code(_ method: String, _ path: String, _ principal: PrincipalID, _ expires: Int64) throws
        -> [UInt8]
    {
        // The path comes last: it alone may hold line feeds.
        let message = "assay/address/1\n\(method)\n\(principal)\n\(expires)\n\(path)"
        return try HMACSHA256.code(for: Array(message.utf8), key: key)
    }
}
