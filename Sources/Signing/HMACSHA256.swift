internal import COpenSSL
internal import Identifiers

/// The keyed hash of RFC 2104 over SHA-256.
package enum HMACSHA256 {
    /// The 32-byte authentication code. Compare codes with `equalInConstantTime` only.
    package static func code(for message: [UInt8], key: SecretBytes) throws(SigningError) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Digest.byteCount)
        let done = unsafe key.withUnsafeBytes { key in
            unsafe HMAC(
                EVP_sha256(),
                key.baseAddress,
                Int32(clamping: key.count),
                message,
                message.count,
                &code,
                nil
            )
                != nil
        }
        guard done else {
            throw .fromLibrary(.operationFailed, "the authentication code could not be computed")
        }
        return code
    }
}
