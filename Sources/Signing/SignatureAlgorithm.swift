/// The signature schemes that keys here are for; the raw value is what is stored.
package enum SignatureAlgorithm: String, Hashable, Sendable, Codable, CaseIterable {
    /// Ed25519 (RFC 8032): 64-byte signatures, deterministic.
    case ed25519
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5): DER signatures, randomised.
    case ecdsaP256 = "ecdsa-p256-sha256"
}
