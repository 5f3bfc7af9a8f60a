/// Something that signs with one private key: in memory, in a hardware token, or behind a key service.
package protocol Signer: Sendable {
    var publicKey: VerifyingKey { get }

    /// The signature over the whole message, in the form of `publicKey.algorithm`.
    func signature(for message: [UInt8]) async throws -> [UInt8]
}

/// Something that can tell whether a signature is good.
package protocol Verifier: Sendable {
    /// False for every defect: wrong length, malformed, other message, other key.
    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool
}
