internal import COpenSSL
package import Identifiers

/// SHA-256 (FIPS 180-4) over bytes that arrive in pieces. A copy continues on its own from the same state.
@safe
package struct SHA256Hasher: Sendable {
    private var context: SHA256_CTX

    package init() {
        context = SHA256_CTX()
        unsafe SHA256_Init(&context)
    }

    /// Takes in more of the message.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let used: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            unsafe self.update(UnsafeRawBufferPointer(buffer))
        }
        if used == nil { update(Array(bytes)) }
    }

    /// Takes in more of the message.
    package mutating func update(_ buffer: UnsafeRawBufferPointer) {
        guard buffer.count > 0 else { return }
        unsafe SHA256_Update(&context, buffer.baseAddress, buffer.count)
    }

    /// Takes in more of the message.
    package mutating func update(_ byte: UInt8) {
        unsafe withUnsafeBytes(of: byte) { unsafe update($0) }
    }

    /// Takes in more of the message.
    package mutating func update(_ digest: Digest) {
        let words = digest.words
        let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        unsafe withUnsafeBytes(of: ordered) { unsafe update($0) }
    }

    /// The digest of everything so far.
    package consuming func finalize() -> Digest {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &words) { buffer in
            unsafe assay_sha256_words(&context, buffer.assumingMemoryBound(to: UInt64.self).baseAddress)
        }
        return Digest(words: words)
    }
}

extension Digest {
    package static func sha256(of bytes: some Sequence<UInt8>) -> Digest {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The digest of one byte and two digests: the inner node of a Merkle tree, in one call.
    package static func sha256(prefix: UInt8, _ left: Digest, _ right: Digest) -> Digest {
        let pair = (left.words, right.words)
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeBytes(of: pair) { pair in
            unsafe withUnsafeMutableBytes(of: &words) { words in
                unsafe assay_sha256_pair(
                    prefix,
                    pair.assumingMemoryBound(to: UInt64.self).baseAddress,
                    words.assumingMemoryBound(to: UInt64.self).baseAddress
                )
            }
        }
        return Digest(words: words)
    }
}
