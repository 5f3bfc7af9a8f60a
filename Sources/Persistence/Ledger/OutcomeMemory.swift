import Access
import FoundationEssentials
import Identifiers
import PostgresClient
import Signing

/// What requests with an idempotency key led to, so that a repeat gets the same answer.
struct OutcomeMemory: Sendable {
    let principalID: PrincipalID
    let idempotency: IdempotencyKey

    /// The outcome of an earlier request with this key, or nil for the first one.
    ///
    /// Holds the key until the transaction ends, so that of two requests at once the second waits for the
    /// first.
    func recall<Value: Codable & Sendable>(
        _: Value.Type,
        on connection: PostgresConnection
    ) async throws -> Recorded<Value>? {
        let answers = try await connection.pipeline([
            "SELECT pg_advisory_xact_lock(\(lockKey))",
            """
            SELECT request_digest, effect_id, outcome FROM idempotency_keys
            WHERE principal_id = \(principalID) AND key = \(idempotency.key)
            """,
        ])
        guard let row = answers.last?.first else { return nil }
        guard try row.decode("request_digest", as: Digest.self) == idempotency.requestDigest else {
            throw StoreFault.idempotencyKeyReused
        }
        let outcome = try row.decode("outcome", as: [UInt8].self)
        return Recorded(
            value: try JSONDecoder().decode(Value.self, from: Data(outcome)),
            effectID: try row.decode("effect_id", as: EffectID.self),
            isReplay: true
        )
    }

    /// The statement that keeps the outcome.
    func remember(_ value: some Encodable, of effectID: EffectID, at now: Instant) throws -> SQL {
        let outcome = try StateDigest.canonicalBytes(of: value)
        return """
            INSERT INTO idempotency_keys (principal_id, key, request_digest, effect_id, outcome, created_at)
            VALUES (\(principalID), \(idempotency.key), \(idempotency.requestDigest), \(effectID),
            \(outcome), \(now))
            """
    }

    /// Two keys that share a number only wait for each other.
    private var lockKey: Int64 {
        let digest = Digest.sha256(of: principalID.bytes + Array(idempotency.key.utf8))
        return Int64(bitPattern: digest.words.0)
    }
}
