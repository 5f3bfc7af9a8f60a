internal import COpenSSL
internal import Identifiers

/// What a sealed key is bound to; unsealing under any other context fails.
package struct SealingContext: Hashable, Sendable {
    package let tenant: String
    package let keyID: String
    package let purpose: String
    package let version: UInt32

    package init(tenant: String, keyID: String, purpose: String, version: UInt32) {
        self.tenant = tenant
        self.keyID = keyID
        self.purpose = purpose
        self.version = version
    }

    // Each field is preceded by its length, so that no two contexts give the same bytes.
    var authenticatedBytes: [UInt8] {
        let fields = ["assay/sealed-key", tenant, keyID, purpose, String(version)]
        return fields.flatMap { field in
            let length = UInt32(field.utf8.count)
            return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
                + Array(field.utf8)
        }
    }
}

/// The 32-byte key that seals private keys at rest with AES-256-GCM (NIST SP 800-38D).
///
/// Sealed form: format byte 1, 12-byte random nonce, ciphertext, 16-byte tag; the context is authenticated,
/// not stored.
package struct KeyEncryptionKey: Sendable {
    /// The length of the key and of the file that holds it, in bytes.
    package static let byteCount = 32
    private static let format: UInt8 = 1
    private static let nonceCount = 12
    private static let tagCount = 16
    private static let headCount = 1 + nonceCount

    private let secret: SecretBytes

    /// Takes exactly 32 bytes.
    package init(_ secret: SecretBytes) throws(SigningError) {
        guard secret.count == Self.byteCount else {
            throw SigningError(.malformedKey, "the key-encryption key must have \(Self.byteCount) bytes")
        }
        self.secret = secret
    }

    /// What tells this key from others without giving it away: 16 hexadecimal digits of a keyed hash.
    package func name() throws(SigningError) -> String {
        let code = try HMACSHA256.code(for: Array("assay/key-encryption-key".utf8), key: secret)
        return Hexadecimal.encode(Array(code.prefix(8)))
    }

    /// Seals under a fresh nonce; random nonces allow some 2^32 seals under one key (SP 800-38D section 8.3).
    package func seal(_ plaintext: SecretBytes, for context: SealingContext) throws -> [UInt8] {
        let nonce = try SecureRandom.bytes(Self.nonceCount)
        let cipher = try GCMContext(key: secret, nonce: nonce, direction: .encrypt)
        try cipher.authenticate(context.authenticatedBytes)
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count)
        try unsafe plaintext.withUnsafeBytes { input in
            try unsafe ciphertext.withUnsafeMutableBytes { try unsafe cipher.update(input, into: $0) }
        }
        return [Self.format] + nonce + ciphertext + (try cipher.tag(byteCount: Self.tagCount))
    }

    /// Gives back what was sealed; throws `.cannotUnseal` for any change of bytes, context or key.
    package func unseal(_ sealed: [UInt8], for context: SealingContext) throws -> SecretBytes {
        guard sealed.count >= Self.headCount + Self.tagCount, sealed[0] == Self.format else {
            throw SigningError(.cannotUnseal, "not a sealed key of a known format")
        }
        let nonce = Array(sealed[1..<Self.headCount])
        let ciphertext = Array(sealed[Self.headCount..<sealed.count - Self.tagCount])
        let cipher = try GCMContext(key: secret, nonce: nonce, direction: .decrypt)
        try cipher.authenticate(context.authenticatedBytes)
        let plaintext = try unsafe SecretBytes(count: ciphertext.count) { output in
            try unsafe ciphertext.withUnsafeBytes { try unsafe cipher.update($0, into: output) }
        }
        guard cipher.accepts(tag: Array(sealed.suffix(Self.tagCount))) else {
            throw SigningError(
                .cannotUnseal,
                "the sealed key was changed, belongs elsewhere, or needs another key-encryption key"
            )
        }
        return plaintext
    }

    /// Seals again under `successor`; the key inside and its signatures stay as they are.
    package func rewrap(
        _ sealed: [UInt8],
        for context: SealingContext,
        under successor: KeyEncryptionKey
    ) throws -> [UInt8] {
        try successor.seal(try unseal(sealed, for: context), for: context)
    }
}

extension KeyEncryptionKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "<key-encryption key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
