import Identifiers
import Signing
import Testing

@Suite("SHA-256 and HMAC")
struct SHA256Tests {
    // The examples of FIPS 180-4 that NIST publishes for SHA-256.
    @Test(
        "published examples hold",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func examples(text: String, digest: String) {
        #expect(Digest.sha256(of: text.utf8).hex == digest)
    }

    @Test("pieces of any size give the digest of the whole", arguments: [1, 3, 63, 64, 65, 1000])
    func streaming(piece: Int) {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
        var hasher = SHA256Hasher()
        for start in stride(from: 0, to: bytes.count, by: piece) {
            hasher.update(bytes[start..<min(start + piece, bytes.count)])
        }
        #expect(hasher.finalize() == Digest.sha256(of: bytes))
    }

    @Test("a copy of a hasher goes its own way")
    func copies() {
        var first = SHA256Hasher()
        first.update("ab".utf8)
        var second = first
        first.update(UInt8(ascii: "c"))
        second.update("x".utf8)
        #expect(first.finalize() == Digest.sha256(of: "abc".utf8))
        #expect(second.finalize() == Digest.sha256(of: "abx".utf8))
    }

    @Test("a digest is hashed as its 32 bytes")
    func digestOfDigest() {
        let digest = Digest.sha256(of: "abc".utf8)
        var hasher = SHA256Hasher()
        hasher.update(digest)
        #expect(hasher.finalize() == Digest.sha256(of: digest.bytes))
    }

    // RFC 4231 test cases 1, 2 and 6.
    @Test(
        "the HMAC vectors of RFC 4231 hold",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ] as [([UInt8], String, String)]
    )
    func hmac(key: [UInt8], message: String, code: String) throws {
        #expect(
            Hexadecimal.encode(try HMACSHA256.code(for: Array(message.utf8), key: SecretBytes(key))) == code
        )
    }
}
