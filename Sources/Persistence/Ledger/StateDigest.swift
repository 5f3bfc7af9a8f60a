import Identifiers
import Signing

/// The SHA-256 of a value's canonical JSON.
enum StateDigest {
    static func of(_ value: some Encodable) throws -> Digest {
        Digest.sha256(of: try canonicalBytes(of: value))
    }

    static func canonicalBytes(of value: some Encodable) throws -> [UInt8] {
        try CanonicalJSON.encode(JSONValueEncoder.encode(value))
    }
}
