internal import COpenSSL
internal import Identifiers

/// A public key. Two are equal when their SubjectPublicKeyInfo bytes are.
package struct VerifyingKey: Sendable {
    package let algorithm: SignatureAlgorithm
    /// SubjectPublicKeyInfo in DER, the one encoding that the key id is made of.
    package let spkiDER: [UInt8]
    private let handle: KeyHandle

    init(handle: KeyHandle) throws(SigningError) {
        guard let algorithm = handle.algorithm else {
            throw SigningError(.unsupportedAlgorithm, "the key is neither Ed25519 nor ECDSA P-256")
        }
        self.algorithm = algorithm
        self.spkiDER = try handle.spkiDER()
        self.handle = handle
    }

    /// Takes exactly 32 bytes (RFC 8032 section 5.1.5).
    package init(ed25519 bytes: [UInt8]) throws(SigningError) {
        guard bytes.count == 32,
            let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
        else { throw .fromLibrary(.malformedKey, "an Ed25519 public key has 32 bytes") }
        try self.init(handle: unsafe KeyHandle(owning: key))
    }

    /// Takes DER without trailing bytes and in its one canonical encoding.
    package init(spkiDER der: [UInt8]) throws(SigningError) {
        let parsed: OpaquePointer? = unsafe der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &cursor, buffer.count)
        }
        guard let key = unsafe parsed else {
            throw .fromLibrary(.malformedKey, "not a public key in SubjectPublicKeyInfo DER")
        }
        try self.init(handle: unsafe KeyHandle(owning: key))
        guard spkiDER == der else {
            throw SigningError(.malformedKey, "the public key is not in canonical DER")
        }
    }

    /// Takes one `PUBLIC KEY` block as `pem` writes it; CR LF line ends are accepted.
    package init(pem: String) throws(SigningError) {
        guard let der = PublicKeyPEM.decode(pem) else {
            throw SigningError(.malformedKey, "not a PUBLIC KEY block in PEM")
        }
        try self.init(spkiDER: der)
    }

    /// SubjectPublicKeyInfo as PEM (RFC 7468), 64 characters a line, newline at the end.
    package var pem: String { PublicKeyPEM.encode(spkiDER) }

    /// Lower-case hexadecimal SHA-256 of `spkiDER`: the name of the key everywhere outside this module.
    package var keyID: String { Digest.sha256(of: spkiDER).hex }

    /// The 32 bytes of RFC 8032; nil for the other algorithms.
    package var ed25519Bytes: [UInt8]? {
        algorithm == .ed25519 ? Array(spkiDER.suffix(32)) : nil
    }
}

extension VerifyingKey: Verifier {
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard !signature.isEmpty, let context = unsafe EVP_MD_CTX_new() else { return false }
        defer {
            unsafe EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        let hash = unsafe algorithm == .ed25519 ? nil : EVP_sha256()
        guard unsafe EVP_DigestVerifyInit(context, nil, hash, nil, handle.key) == 1 else { return false }
        return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

extension VerifyingKey: Hashable {
    package static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.spkiDER == right.spkiDER }
    package func hash(into hasher: inout Hasher) { hasher.combine(spkiDER) }
}

extension VerifyingKey: CustomStringConvertible {
    package var description: String { "\(algorithm.rawValue):\(keyID)" }
}
