internal import COpenSSL

/// Bytes from OpenSSL's generator, which the operating system seeds.
package enum SecureRandom {
    /// `count` unpredictable bytes; throws rather than give weaker ones.
    package static func bytes(_ count: Int) throws(SigningError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe count == 0 || RAND_bytes(&bytes, Int32(clamping: count)) == 1 else {
            throw .fromLibrary(.randomnessUnavailable, "the system has no randomness to give")
        }
        return bytes
    }
}
