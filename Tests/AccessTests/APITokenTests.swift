import Identifiers
import Signing
import Testing

@testable import Access

@Suite("API tokens")
struct APITokenTests {
    private static let bytes = (0..<32).map { UInt8($0) }

    @Test(
        "A token has a prefix, its kind, 43 characters of randomness and 5 of checksum",
        arguments: APIToken.Kind.allCases
    )
    func hasForm(kind: APIToken.Kind) {
        let parts = APIToken(kind: kind, randomBytes: Self.bytes).secret.split(separator: "_")
        #expect(parts.map(\.count) == [3, 3, 43, 5])
        #expect(parts[0] == "asy")
        #expect(parts[1] == kind.rawValue)
        let isPlain = parts[2...].allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
        #expect(isPlain)
    }

    @Test("A token that was written is read back as the same token", arguments: APIToken.Kind.allCases)
    func roundTrips(kind: APIToken.Kind) throws {
        let token = APIToken(kind: kind, randomBytes: Self.bytes)
        let read = try #require(APIToken(parsing: token.secret))
        #expect(read.kind == kind)
        #expect(read.secret == token.secret)
        #expect(read.digest == Digest.sha256(of: Array(token.secret.utf8)))
    }

    /// Computed with Python's hashlib from the definition: base 62 of the bytes 0 to 31, then base 62 of the
    /// low 29 bits of the first four bytes of the SHA-256 of what stands before.
    @Test("A token of known bytes is the known token")
    func knownToken() {
        let token = APIToken(kind: .personal, randomBytes: Self.bytes)
        #expect(token.secret == "asy_pat_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf_BOPvM")
    }

    @Test("No token survives the change of one character")
    func refusesEveryChange() {
        let secret = Array(APIToken(kind: .personal, randomBytes: Self.bytes).secret)
        let replacements = Array("0aZ_-+ é\u{212A}\n")
        for index in secret.indices {
            for replacement in replacements where replacement != secret[index] {
                var changed = secret
                changed[index] = replacement
                #expect(APIToken(parsing: String(changed)) == nil, "\(replacement) at \(index)")
            }
            var swapped = secret
            swapped.swapAt(index, (index + 1) % secret.count)
            #expect(swapped == secret || APIToken(parsing: String(swapped)) == nil, "swap at \(index)")
        }
    }

    @Test("A checksum is compared by bytes, not by how it looks")
    func comparesBytes() throws {
        // The Kelvin sign is canonically equivalent to K.
        for seed in UInt8(0)...255 {
            let secret = APIToken(kind: .service, randomBytes: [UInt8](repeating: seed, count: 32)).secret
            guard secret.suffix(5).contains("K") else { continue }
            let lookalike =
                secret.dropLast(5) + secret.suffix(5).map { $0 == "K" ? "\u{212A}" : String($0) }.joined()
            #expect(APIToken(parsing: String(lookalike)) == nil)
        }
    }

    @Test(
        "What is no token is refused",
        arguments: [
            "", "asy", "asy_pat", "asy_pat__", "asy_pat_short_00000", "ghp_pat_0_0", "asy_adm_0_0", "_____",
        ]
    )
    func refusesOthers(text: String) {
        #expect(APIToken(parsing: text) == nil)
    }

    @Test("A token is cut, padded or spaced by nobody")
    func refusesExtras() {
        let secret = APIToken(kind: .session, randomBytes: Self.bytes).secret
        for changed in [
            String(secret.dropLast()), String(secret.dropFirst()), secret + "0", " " + secret, secret + "\n",
        ] {
            #expect(APIToken(parsing: changed) == nil)
        }
    }

    @Test("Descriptions never show the secret", arguments: APIToken.Kind.allCases)
    func descriptionIsSafe(kind: APIToken.Kind) {
        let token = APIToken(kind: kind, randomBytes: Self.bytes)
        let random = token.secret.split(separator: "_")[2]
        for text in ["\(token)", String(describing: token), String(reflecting: token)] {
            #expect(text == "asy_\(kind.rawValue)_…")
            #expect(!text.contains(random))
        }
    }

    @Test("Different randomness gives different tokens and digests")
    func differs() throws {
        let tokens = try (0..<100).map { _ in
            APIToken(kind: .personal, randomBytes: try SecureRandom.bytes(32))
        }
        #expect(Set(tokens.map(\.secret)).count == 100)
        #expect(Set(tokens.map(\.digest)).count == 100)
    }

    @Test("A token opens nothing from its expiry on, nor once it is revoked")
    func validity() {
        let start = Instant(seconds: 1_767_225_600)
        var record = TokenRecord(
            id: .new(at: start),
            principalID: .new(at: start),
            kind: .personal,
            label: "laptop",
            createdAt: start,
            expiresAt: start.advanced(bySeconds: 60)
        )
        #expect(record.isValid(at: start.advanced(bySeconds: 59)))
        #expect(!record.isValid(at: start.advanced(bySeconds: 60)))
        record.expiresAt = nil
        #expect(record.isValid(at: start.advanced(bySeconds: 1e9)))
        record.revokedAt = start
        #expect(!record.isValid(at: start))
    }
}
