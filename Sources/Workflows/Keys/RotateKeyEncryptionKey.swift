package import Access
package import Catalog
import Identifiers
package import Signing

/// Replaces the key under which all others are sealed. Contents and the keys inside stay as they are.
package struct RotateKeyEncryptionKey: Sendable {
    private let sealed: any SealedKeyStore
    private let gate: Gate

    package init(sealed: any SealedKeyStore, gate: Gate) {
        self.sealed = sealed
        self.gate = gate
    }

    /// May be repeated after an interruption, with the same two keys.
    package func callAsFunction(
        from current: KeyEncryptionKey,
        to successor: KeyEncryptionKey,
        request: RequestContext
    ) async throws -> Recorded<KeyRotation> {
        guard try current.name() != successor.name() else {
            throw StoreFault.conflict(detail: "The new key-encryption key is the present one.")
        }
        let grant = try gate.grant(
            .operator,
            .keysRotate,
            on: Resource(.keyEncryptionKey, name: try current.name()),
            request
        )
        return try await sealed.rewrap(from: current, to: successor, under: grant)
    }
}

extension Actor {
    /// Whoever can read the key file and run the binary on the database.
    fileprivate static let `operator` = Actor(
        principalID: PrincipalID(at: Instant(microseconds: 0), random: UInt64(0), 0),
        kind: .service,
        displayName: "operator of the server",
        email: nil,
        roles: [.admin],
        groupIDs: [],
        credential: .operatingSystem
    )
}
