import Signing
import Testing

@Suite("Sealed keys")
struct KeyEncryptionKeyTests {
    private let context = SealingContext(tenant: "acme", keyID: "k1", purpose: "log", version: 1)

    @Test("a sealed key comes back and signs as before")
    func roundTrip() throws {
        let sealing = try KeyEncryptionKey(SecretBytes.random(32))
        let key = try SigningKey.generate(.ecdsaP256)
        let sealed = try sealing.seal(key.pkcs8(), for: context)
        #expect(try SigningKey(pkcs8: sealing.unseal(sealed, for: context)).publicKey == key.publicKey)
        #expect(try sealing.seal(key.pkcs8(), for: context) != sealed)
    }

    @Test("a change of any byte is noticed")
    func tampering() throws {
        let sealing = try KeyEncryptionKey(SecretBytes.random(32))
        let sealed = try sealing.seal(SecretBytes([1, 2, 3, 4]), for: context)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x80
            let error = #expect(throws: SigningError.self) { try sealing.unseal(changed, for: context) }
            #expect(error?.code == .cannotUnseal)
        }
        #expect(throws: SigningError.self) { try sealing.unseal(Array(sealed.dropLast()), for: context) }
        #expect(throws: SigningError.self) { try sealing.unseal([], for: context) }
    }

    @Test(
        "a sealed key opens only in its own context",
        arguments: [
            SealingContext(tenant: "acm", keyID: "ek1", purpose: "log", version: 1),
            SealingContext(tenant: "acme", keyID: "k2", purpose: "log", version: 1),
            SealingContext(tenant: "acme", keyID: "k1", purpose: "model", version: 1),
            SealingContext(tenant: "acme", keyID: "k1", purpose: "log", version: 2),
        ]
    )
    func contexts(other: SealingContext) throws {
        let sealing = try KeyEncryptionKey(SecretBytes.random(32))
        let sealed = try sealing.seal(SecretBytes([1, 2, 3, 4]), for: context)
        #expect(throws: SigningError.self) { try sealing.unseal(sealed, for: other) }
    }

    @Test("rewrapping moves the key to another key-encryption key")
    func rewrap() throws {
        let old = try KeyEncryptionKey(SecretBytes.random(32))
        let new = try KeyEncryptionKey(SecretBytes.random(32))
        let secret = SecretBytes([9, 8, 7])
        let moved = try old.rewrap(old.seal(secret, for: context), for: context, under: new)
        #expect(try new.unseal(moved, for: context) == secret)
        #expect(throws: SigningError.self) { try old.unseal(moved, for: context) }
    }

    @Test("a key has one name, which another key does not have")
    func name() throws {
        let bytes = [UInt8](repeating: 3, count: 32)
        let name = try KeyEncryptionKey(SecretBytes(bytes)).name()
        #expect(name.count == 16)
        #expect(try KeyEncryptionKey(SecretBytes(bytes)).name() == name)
        #expect(try KeyEncryptionKey(SecretBytes.random(32)).name() != name)
    }

    @Test("only 32 bytes make a key-encryption key", arguments: [0, 16, 31, 33])
    func lengths(count: Int) {
        #expect(throws: SigningError.self) {
            try KeyEncryptionKey(SecretBytes([UInt8](repeating: 1, count: count)))
        }
    }

    @Test("random bytes have the length asked for and differ")
    func randomness() throws {
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.bytes(33).count == 33)
        #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
    }

    @Test("comparison in constant time is comparison")
    func comparison() {
        #expect(equalInConstantTime([1, 2, 3], [1, 2, 3]))
        #expect(equalInConstantTime([], []))
        #expect(!equalInConstantTime([1, 2, 3], [1, 2, 4]))
        #expect(!equalInConstantTime([1, 2, 3], [1, 2]))
    }
}
