import Identifiers
import Signing
import Testing

@Suite("Wycheproof")
struct WycheproofTests {
    private static let folder = "vectors/wycheproof"

    @Test(
        "every published case is judged as published",
        .enabled(if: SharedMaterial.has(folder)),
        arguments: [("ed25519_test.json", 151), ("ecdsa_secp256r1_sha256_test.json", 484)]
    )
    func cases(file: String, count: Int) throws {
        let document = try JSONValue(parsing: SharedMaterial.bytes("\(Self.folder)/\(file)"))
        var checked = 0
        for group in document["testGroups"]?.array ?? [] {
            let key = try VerifyingKey(spkiDER: hex(group["publicKeyDer"]?.string ?? ""))
            for test in group["tests"]?.array ?? [] {
                let message = hex(test["msg"]?.string ?? "")
                let valid = key.isValid(hex(test["sig"]?.string ?? ""), for: message)
                #expect(valid == (test["result"] == "valid"), "case \(test["tcId"]?.integer ?? -1)")
                checked += 1
            }
        }
        #expect(checked == count)
    }
}
