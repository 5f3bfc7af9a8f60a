import Identifiers
import Signing

/// `Content-Digest` of a body (RFC 9530).
func contentDigest(_ bytes: [UInt8]) -> String {
    "sha-256=:\(Base64.encode(Digest.sha256(of: bytes).bytes)):"
}

/// The ETag of the content, without its quotes.
func contentTag(_ bytes: [UInt8]) -> String {
    Digest.sha256(of: bytes).hex
}
