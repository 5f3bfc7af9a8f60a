import Identifiers
import Signing
import Testing

@Suite("Signatures")
struct SignatureTests {
    // RFC 8032 section 7.1, tests 1 and 2.
    @Test(
        "Ed25519 gives the signatures of RFC 8032",
        arguments: [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                    + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ]
    )
    func rfc8032(seed: String, publicKey: String, message: String, signature: String) throws {
        let key = try SigningKey(ed25519Seed: SecretBytes(hex(seed)))
        #expect(key.publicKey.ed25519Bytes == hex(publicKey))
        #expect(try key.signature(for: hex(message)) == hex(signature))
        #expect(try VerifyingKey(ed25519: hex(publicKey)).isValid(hex(signature), for: hex(message)))
    }

    @Test("a signature holds for its message and key only", arguments: SignatureAlgorithm.allCases)
    func holdsOnlyForItsOwn(algorithm: SignatureAlgorithm) throws {
        let (key, other) = (try SigningKey.generate(algorithm), try SigningKey.generate(algorithm))
        let message = Array("approve model 7".utf8)
        let signature = try key.signature(for: message)
        #expect(key.publicKey.isValid(signature, for: message))
        #expect(!key.publicKey.isValid(signature, for: message + [0]))
        #expect(!other.publicKey.isValid(signature, for: message))
        #expect(!key.publicKey.isValid([], for: message))
        #expect(!key.publicKey.isValid(signature + [0], for: message))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!key.publicKey.isValid(changed, for: message), "byte \(index)")
        }
    }

    @Test("public keys survive DER and PEM and keep their id", arguments: SignatureAlgorithm.allCases)
    func publicKeyForms(algorithm: SignatureAlgorithm) throws {
        let key = try SigningKey.generate(algorithm).publicKey
        #expect(try VerifyingKey(spkiDER: key.spkiDER) == key)
        #expect(try VerifyingKey(pem: key.pem) == key)
        #expect(
            try VerifyingKey(pem: String(key.pem.split(separator: "\n").joined(separator: "\r\n"))) == key
        )
        #expect(key.keyID == Digest.sha256(of: key.spkiDER).hex)
        #expect(throws: SigningError.self) { try VerifyingKey(spkiDER: key.spkiDER + [0]) }
        #expect(throws: SigningError.self) { try VerifyingKey(spkiDER: Array(key.spkiDER.dropLast())) }
        #expect(throws: SigningError.self) { try VerifyingKey(pem: "x\n" + key.pem) }
        #expect(throws: SigningError.self) { try VerifyingKey(pem: key.pem + key.pem) }
    }

    @Test(
        "keys of other curves and sizes are refused",
        arguments: [
            // SubjectPublicKeyInfo of X25519 (RFC 8410) with a zero key.
            "302a300506032b656e032100" + String(repeating: "00", count: 32),
            // SubjectPublicKeyInfo of Ed25519 with 31 bytes.
            "3029300506032b6570032000" + String(repeating: "01", count: 31), "", "3000",
        ]
    )
    func refusesOtherKeys(der: String) {
        #expect(throws: SigningError.self) { try VerifyingKey(spkiDER: hex(der)) }
    }

    @Test("private keys survive PKCS#8 and refuse damage", arguments: SignatureAlgorithm.allCases)
    func pkcs8(algorithm: SignatureAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        let der = try key.pkcs8()
        #expect(try SigningKey(pkcs8: der).publicKey == key.publicKey)
        let bytes = unsafe der.withUnsafeBytes { unsafe [UInt8]($0) }
        #expect(throws: SigningError.self) { try SigningKey(pkcs8: SecretBytes(bytes + [0])) }
        #expect(throws: SigningError.self) { try SigningKey(pkcs8: SecretBytes(bytes.dropLast())) }
        #expect(throws: SigningError.self) { try SigningKey(ed25519Seed: SecretBytes(bytes)) }
    }

    @Test("no way of printing shows key material")
    func printsNoSecrets() throws {
        let seed = SecretBytes([UInt8](repeating: 0xA7, count: 32))
        let key = try SigningKey(ed25519Seed: seed)
        let sealing = try KeyEncryptionKey(seed)
        let all = ["\(key)", "\(seed)", "\(sealing)", String(reflecting: key), String(reflecting: seed)]
        var dumped = ""
        dump([key], to: &dumped)
        dump([seed], to: &dumped)
        dump([sealing], to: &dumped)
        for text in all + [dumped] {
            #expect(!text.lowercased().contains("a7a7") && !text.contains("167, 167"))
        }
    }
}
