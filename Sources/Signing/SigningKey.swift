internal import COpenSSL

/// A private key held in this process: wiped when released, never printed.
package struct SigningKey: Sendable {
    package let publicKey: VerifyingKey
    private let handle: KeyHandle

    private init(handle: KeyHandle) throws(SigningError) {
        self.handle = handle
        self.publicKey = try VerifyingKey(handle: handle)
    }

    /// A new key from the system's randomness.
    package static func generate(_ algorithm: SignatureAlgorithm) throws(SigningError) -> SigningKey {
        let key: OpaquePointer? =
            switch algorithm {
            case .ed25519: unsafe assay_generate_ed25519()
            case .ecdsaP256: unsafe assay_generate_p256()
            }
        guard let key = unsafe key else { throw .fromLibrary(.operationFailed, "no key could be generated") }
        return try SigningKey(handle: unsafe KeyHandle(owning: key))
    }

    /// The Ed25519 key of a 32-byte seed (RFC 8032 section 5.1.5).
    package init(ed25519Seed seed: SecretBytes) throws(SigningError) {
        let key: OpaquePointer? = unsafe seed.withUnsafeBytes { seed in
            let bytes = unsafe seed.assumingMemoryBound(to: UInt8.self).baseAddress
            return unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, bytes, seed.count)
        }
        guard let key = unsafe key else { throw .fromLibrary(.malformedKey, "an Ed25519 seed has 32 bytes") }
        try self.init(handle: unsafe KeyHandle(owning: key))
    }

    /// Reads PKCS#8 DER (RFC 5958) without trailing bytes.
    package init(pkcs8 der: SecretBytes) throws(SigningError) {
        var consumedAll = false
        let key: OpaquePointer? = unsafe der.withUnsafeBytes { der in
            let start = unsafe der.assumingMemoryBound(to: UInt8.self).baseAddress
            var cursor = unsafe start
            let key = unsafe d2i_AutoPrivateKey(nil, &cursor, der.count)
            consumedAll = unsafe cursor == start.map { unsafe $0 + der.count }
            return unsafe key
        }
        guard let key = unsafe key else {
            throw .fromLibrary(.malformedKey, "not a private key in PKCS#8 DER")
        }
        let handle = unsafe KeyHandle(owning: key)
        guard consumedAll else { throw SigningError(.malformedKey, "bytes follow the private key") }
        try self.init(handle: handle)
    }

    /// The private key as PKCS#8 DER, to be sealed with a `KeyEncryptionKey` before it is stored.
    package func pkcs8() throws -> SecretBytes {
        guard let info = unsafe EVP_PKEY2PKCS8(handle.key) else {
            throw SigningError.fromLibrary(.operationFailed, "the private key cannot be encoded")
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        let length = unsafe i2d_PKCS8_PRIV_KEY_INFO(info, nil)
        guard length > 0 else {
            throw SigningError.fromLibrary(.operationFailed, "the private key cannot be encoded")
        }
        return unsafe SecretBytes(count: Int(length)) { buffer in
            var cursor = unsafe buffer.assumingMemoryBound(to: UInt8.self).baseAddress
            unsafe i2d_PKCS8_PRIV_KEY_INFO(info, &cursor)
        }
    }
}

extension SigningKey: Signer {
    package func signature(for message: [UInt8]) throws -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else {
            throw SigningError.fromLibrary(.operationFailed, "no memory for a signature")
        }
        defer { unsafe EVP_MD_CTX_free(context) }
        let hash = unsafe publicKey.algorithm == .ed25519 ? nil : EVP_sha256()
        // 72 bytes is the longest DER of two 256-bit integers; Ed25519 takes 64.
        var signature = [UInt8](repeating: 0, count: 72)
        var length = signature.count
        guard unsafe EVP_DigestSignInit(context, nil, hash, nil, handle.key) == 1,
            unsafe EVP_DigestSign(context, &signature, &length, message, message.count) == 1
        else { throw SigningError.fromLibrary(.operationFailed, "the message could not be signed") }
        return Array(signature.prefix(length))
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<private key of \(publicKey)>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
