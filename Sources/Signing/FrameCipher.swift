internal import COpenSSL

/// Encrypts one long message as frames that can be opened alone, with AES-256-GCM (NIST SP 800-38D).
///
/// Every message has a key of its own, derived from a data key and a random salt, so the number of a frame is its nonce:
/// eight bytes of the number, three of zero, one that says whether it is the last. A frame that is moved, repeated,
/// dropped from the end or put in from another message does not open (the STREAM construction of Hoang, Reyhanitabar,
/// Rogaway and Vizár, 2015).
package struct FrameCipher: Sendable {
    /// Bytes of salt.
    package static let saltCount = 32
    /// By how many bytes a sealed frame is longer.
    package static let tagCount = 16

    private let key: SecretBytes
    private let bindingKey: SecretBytes

    /// - Parameters:
    ///   - dataKey: 32 bytes.
    ///   - salt: `saltCount` bytes, random for each message.
    package init(dataKey: SecretBytes, salt: [UInt8]) throws {
        guard dataKey.count == 32, salt.count == Self.saltCount else {
            throw SigningError(.malformedKey, "a data key and a salt must have 32 bytes each")
        }
        key = SecretBytes(try HMACSHA256.code(for: Array("assay/frames/1".utf8) + salt, key: dataKey))
        bindingKey = SecretBytes(try HMACSHA256.code(for: Array("assay/binding/1".utf8) + salt, key: dataKey))
    }

    /// The frame with its tag behind it.
    package func seal(_ frame: [UInt8], number: UInt64, isLast: Bool) throws -> [UInt8] {
        let cipher = try GCMContext(key: key, nonce: Self.nonce(number, isLast), direction: .encrypt)
        var sealed = [UInt8](repeating: 0, count: frame.count)
        try unsafe frame.withUnsafeBytes { input in
            try unsafe sealed.withUnsafeMutableBytes { try unsafe cipher.update(input, into: $0) }
        }
        return sealed + (try cipher.tag(byteCount: Self.tagCount))
    }

    /// What was sealed; throws `.cannotUnseal` for any other bytes, number or end.
    package func open(_ sealed: [UInt8], number: UInt64, isLast: Bool) throws -> [UInt8] {
        guard sealed.count >= Self.tagCount else { throw Self.refusal }
        let cipher = try GCMContext(key: key, nonce: Self.nonce(number, isLast), direction: .decrypt)
        let ciphertext = sealed.dropLast(Self.tagCount)
        var frame = [UInt8](repeating: 0, count: ciphertext.count)
        try unsafe ciphertext.withUnsafeBytes { input in
            try unsafe frame.withUnsafeMutableBytes { try unsafe cipher.update(input, into: $0) }
        }
        guard cipher.accepts(tag: Array(sealed.suffix(Self.tagCount))) else { throw Self.refusal }
        return frame
    }

    /// A code that binds the message to a name, such as the digest of its plaintext; 32 bytes.
    package func binding(to name: [UInt8]) throws -> [UInt8] {
        try HMACSHA256.code(for: name, key: bindingKey)
    }

    private static func nonce(_ number: UInt64, _ isLast: Bool) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) } + [
            0, 0, 0, isLast ? 1 : 0,
        ]
    }

    private static var refusal: SigningError {
        SigningError(.cannotUnseal, "the sealed frame was changed, moved, or needs another key")
    }
}
