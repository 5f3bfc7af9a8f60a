internal import COpenSSL

/// Whether two byte sequences are equal, in a time that does not depend on where they differ.
///
/// The lengths are not secret: different lengths answer at once.
package func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
