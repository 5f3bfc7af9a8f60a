package import Identifiers
import Signing

/// Marks ids of API tokens.
package enum TokenEntity {}
package typealias TokenID = Identifier<TokenEntity>

/// A bearer secret: `asy_<type>_<random>_<checksum>`. Shown once, stored only as its digest.
///
/// `random` is 256 bits in base 62 (43 characters). `checksum` is 29 bits of the SHA-256 of everything before it
/// (5 characters): it tells a mistyped token from a revoked one without a database, and lets secret scanners be sure.
package struct APIToken: Sendable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case personal = "pat"
        case service = "svc"
        /// A web session.
        case session = "ses"
    }

    package let kind: Kind
    /// The secret itself. Never logged, never stored.
    package let secret: String

    /// A new token from 32 random bytes of the system's generator.
    package init(kind: Kind, randomBytes: [UInt8]) {
        let body = "asy_\(kind.rawValue)_\(Base62.encode(randomBytes, width: 43))"
        self.kind = kind
        self.secret = "\(body)_\(Self.checksum(of: body))"
    }

    /// Nil unless `text` has the form of a token and its checksum is right.
    package init?(parsing text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "asy", let kind = Kind(rawValue: String(parts[1])),
            parts[2].utf8.count == 43,
            Self.checksum(of: parts[0..<3].joined(separator: "_")).utf8.elementsEqual(parts[3].utf8)
        else { return nil }
        self.kind = kind
        self.secret = text
    }

    /// What the database keeps and is searched by. A fast hash is right here: the secret has 256 random bits.
    package var digest: Digest { Digest.sha256(of: Array(secret.utf8)) }

    private static func checksum(of body: String) -> String {
        let bytes = Digest.sha256(of: Array(body.utf8)).bytes
        let value = bytes.prefix(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & 0x1FFF_FFFF
        return Base62.encode(value, width: 5)
    }
}

extension APIToken: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "asy_\(kind.rawValue)_…" }
    package var debugDescription: String { description }
}

/// What is known of a token without its secret.
package struct TokenRecord: Hashable, Sendable, Codable {
    package var id: TokenID
    package var principalID: PrincipalID
    package var kind: APIToken.Kind
    /// What its owner calls it, at most 100 characters.
    package var label: String
    package var createdAt: Instant
    package var expiresAt: Instant?
    /// To within a minute.
    package var lastUsedAt: Instant?
    package var revokedAt: Instant?

    package init(
        id: TokenID,
        principalID: PrincipalID,
        kind: APIToken.Kind,
        label: String,
        createdAt: Instant,
        expiresAt: Instant?,
        lastUsedAt: Instant? = nil,
        revokedAt: Instant? = nil
    ) {
        self.id = id
        self.principalID = principalID
        self.kind = kind
        self.label = label
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    /// Whether the token opens anything at `now`.
    package func isValid(at now: Instant) -> Bool {
        guard revokedAt == nil else { return false }
        return expiresAt.map { now < $0 } ?? true
    }
}
