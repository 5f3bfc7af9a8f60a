internal import COpenSSL

/// Owns one OpenSSL key. OpenSSL wipes private parts when the key is freed.
@safe
final class KeyHandle: @unchecked Sendable {
    // Unchecked: the key is never changed after it is made, and OpenSSL counts references atomically.
    let key: OpaquePointer

    init(owning key: OpaquePointer) {
        unsafe self.key = key
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// Which of our algorithms the key is for; nil for every other kind of key and curve.
    var algorithm: SignatureAlgorithm? {
        if unsafe EVP_PKEY_is_a(key, "ED25519") == 1 { return .ed25519 }
        guard unsafe EVP_PKEY_is_a(key, "EC") == 1 else { return nil }
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
        let curve = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return curve == "prime256v1" ? .ecdsaP256 : nil
    }

    /// SubjectPublicKeyInfo (RFC 5280 section 4.1) in DER.
    func spkiDER() throws(SigningError) -> [UInt8] {
        let length = unsafe i2d_PUBKEY(key, nil)
        guard length > 0 else { throw .fromLibrary(.malformedKey, "the public key cannot be encoded") }
        var der = [UInt8](repeating: 0, count: Int(length))
        _ = unsafe der.withUnsafeMutableBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return unsafe i2d_PUBKEY(key, &cursor)
        }
        return der
    }
}
