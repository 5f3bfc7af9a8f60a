internal import COpenSSL

/// One AES-256-GCM operation.
@safe
final class GCMContext {
    enum Direction: Int32 {
        case decrypt = 0
        case encrypt = 1
    }

    private let context: OpaquePointer

    init(key: SecretBytes, nonce: [UInt8], direction: Direction) throws {
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw Self.failure() }
        unsafe self.context = context
        let started = unsafe key.withUnsafeBytes { key in
            let bytes = unsafe key.assumingMemoryBound(to: UInt8.self).baseAddress
            return unsafe EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, bytes, nonce, direction.rawValue)
        }
        guard started == 1 else { throw Self.failure() }
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    func authenticate(_ bytes: [UInt8]) throws {
        var length: Int32 = 0
        guard unsafe EVP_CipherUpdate(context, nil, &length, bytes, Int32(bytes.count)) == 1 else {
            throw Self.failure()
        }
    }

    /// The two buffers have the same length: GCM is a stream mode.
    func update(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws {
        guard input.count > 0 else { return }
        var length: Int32 = 0
        let source = unsafe input.assumingMemoryBound(to: UInt8.self).baseAddress
        let target = unsafe output.assumingMemoryBound(to: UInt8.self).baseAddress
        guard unsafe EVP_CipherUpdate(context, target, &length, source, Int32(input.count)) == 1,
            Int(length) == input.count
        else { throw Self.failure() }
    }

    func tag(byteCount: Int) throws -> [UInt8] {
        var length: Int32 = 0
        var rest = [UInt8](repeating: 0, count: 16)
        var tag = [UInt8](repeating: 0, count: byteCount)
        guard unsafe EVP_CipherFinal_ex(context, &rest, &length) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(byteCount), &tag) == 1
        else { throw Self.failure() }
        return tag
    }

    func accepts(tag: [UInt8]) -> Bool {
        var tag = tag
        var length: Int32 = 0
        var rest = [UInt8](repeating: 0, count: 16)
        defer { ERR_clear_error() }
        return unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
            && EVP_CipherFinal_ex(context, &rest, &length) == 1
    }

    private static func failure() -> SigningError {
        .fromLibrary(.operationFailed, "the key could not be sealed or unsealed")
    }
}
