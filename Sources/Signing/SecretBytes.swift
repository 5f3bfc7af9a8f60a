internal import COpenSSL

/// Key material: wiped when the last reference goes, never printed, compared in constant time.
@safe
package final class SecretBytes: @unchecked Sendable {
    // Unchecked: the buffer is written only during initialisation.
    private let buffer: UnsafeMutableRawBufferPointer

    /// Copies `bytes`; the caller's own copy is the caller's to forget.
    package convenience init(_ bytes: some Collection<UInt8>) {
        unsafe self.init(count: bytes.count) { buffer in unsafe buffer.copyBytes(from: bytes) }
    }

    init(count: Int, filling fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        unsafe buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0)
        try unsafe fill(buffer)
    }

    deinit {
        unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        unsafe buffer.deallocate()
    }

    /// `count` bytes from the system's randomness.
    package static func random(_ count: Int) throws -> SecretBytes {
        try unsafe SecretBytes(count: count) { buffer in
            let address = unsafe buffer.assumingMemoryBound(to: UInt8.self).baseAddress
            guard unsafe RAND_bytes(address, Int32(clamping: count)) == 1 else {
                throw SigningError.fromLibrary(.randomnessUnavailable, "the system has no randomness to give")
            }
        }
    }

    package var count: Int { unsafe buffer.count }

    /// Lends the bytes; the pointer must not outlive the call.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        try unsafe body(UnsafeRawBufferPointer(buffer))
    }
}

extension SecretBytes: Equatable {
    package static func == (left: SecretBytes, right: SecretBytes) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe CRYPTO_memcmp(left.buffer.baseAddress, right.buffer.baseAddress, left.count) == 0
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<\(count) secret bytes>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
