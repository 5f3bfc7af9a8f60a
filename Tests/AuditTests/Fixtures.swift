import Audit
import Identifiers
import Signing
import TransparencyLog

/// Events and a small signed log, the same in every run.
enum Fixtures {
    static let origin = "governance.example/tenant-a"

    static func event(_ number: Int, reason: String? = nil, name: String = "churn") -> AuditEvent {
        let time = Instant(seconds: 1_795_248_930 + Int64(number))
        return AuditEvent(
            id: AuditEntryID(at: time, random: UInt64(number), UInt64(number)),
            time: time,
            actor: AuditActor(
                principalID: "u-7",
                kind: .person,
                displayName: "Ada",
                email: "ada@example.com",
                tokenID: "t-1",
                authenticationMethod: "token"
            ),
            action: "models.create",
            resource: AuditResource(
                type: "model",
                id: "m-\(number)",
                name: name,
                version: "3",
                digest: Digest.sha256(of: [1])
            ),
            before: nil,
            after: Digest.sha256(of: [2]),
            reason: reason,
            details: ["stage": "production", "flags": [true, nil]],
            requestID: "r-\(number)",
            idempotencyKey: Digest.sha256(of: [3])
        )
    }

    static func signer(_ byte: UInt8 = 1) throws -> NoteSigner {
        let key = try SigningKey(ed25519Seed: SecretBytes([UInt8](repeating: byte, count: 32)))
        return try NoteSigner(name: origin, kind: .log, signer: key)
    }

    static func policy() throws -> CheckpointPolicy {
        CheckpointPolicy(origin: origin, logKeys: [try signer().key])
    }
}
