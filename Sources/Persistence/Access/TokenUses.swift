import Access
import Identifiers
import PostgresClient
import Synchronization

/// Notes when tokens were last used, beside the request that used them: a note may be lost, an answer never
/// waits.
final class TokenUses: Sendable {
    /// Notes under way at a time; further ones are left for the token's next use.
    private static let notesMax = 4

    private let pool: PostgresPool
    private let underWay = Mutex<Set<TokenID>>([])

    init(pool: PostgresPool) {
        self.pool = pool
    }

    func note(_ token: TokenID, at now: Instant) {
        let isTaken = underWay.withLock { tokens in
            tokens.count < Self.notesMax && tokens.insert(token).inserted
        }
        guard isTaken else { return }
        Task {
            // The answer was given already; the next use tries again.
            _ = try? await pool.execute(
                """
                UPDATE tokens SET last_used_at = \(now)
                WHERE id = \(token) AND (last_used_at IS NULL OR last_used_at < \(now))
                """
            )
            _ = underWay.withLock { $0.remove(token) }
        }
    }
}
