import Access
import PostgresClient

/// The one door for changes: a change, its audit entry and its remembered outcome are one transaction.
struct Ledger: Sendable {
    private let pool: PostgresPool

    init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Makes a granted change, or gives back what an earlier request with the same idempotency key made.
    ///
    /// - Parameters:
    ///   - thing: What is written, as the beginning of a sentence for faults: `Model "fraud"`.
    ///   - change: Runs inside the transaction and may run again when the transaction collides with another.
    func record<Value: Codable & Sendable>(
        _ thing: String,
        under grant: borrowing Grant,
        _ change: (PostgresConnection) async throws -> Change<Value>
    ) async throws -> Recorded<Value> {
        let effect = Effect(grant)
        do {
            let outcome = try await pool.transaction(closing: { try Self.traces(of: $0, effect) }) {
                connection in
                if let earlier = try await effect.memory?.recall(Value.self, on: connection) {
                    return Outcome.repeated(earlier)
                }
                return .made(try await change(connection))
            }
            switch outcome {
            case .repeated(let earlier): return earlier
            case .made(let change):
                return Recorded(value: change.value, effectID: effect.id, isReplay: false)
            }
        } catch let error as PostgresError {
            throw error.fault(about: thing)
        }
    }

    /// The same for a change whose outcome is known before it is made: change and entry go to the database
    /// together, in one round trip, unless the request may be a repeat.
    ///
    /// - Parameter statements: Must fail, not pass over, what they cannot do: nobody looks at their answers.
    func record<Value: Codable & Sendable>(
        _ thing: String,
        under grant: borrowing Grant,
        _ change: Change<Value>,
        by statements: [SQL]
    ) async throws -> Recorded<Value> {
        let effect = Effect(grant)
        guard effect.memory == nil else {
            return try await record(thing, under: grant) { connection in
                _ = try await connection.pipeline(statements)
                return change
            }
        }
        let traces = try Self.traces(of: .made(change), effect)
        do throws(PostgresError) {
            _ = try await pool.pipeline(statements + traces)
        } catch {
            throw error.fault(about: thing)
        }
        return Recorded(value: change.value, effectID: effect.id, isReplay: false)
    }

    /// What an earlier request with the grant's idempotency key led to, for those who would else do much in vain;
    /// nil without a key or for the first request.
    func earlier<Value: Codable & Sendable>(
        _ type: Value.Type,
        under grant: borrowing Grant
    ) async throws -> Recorded<Value>? {
        guard let memory = Effect(grant).memory else { return nil }
        do {
            return try await pool.transaction { try await memory.recall(type, on: $0) }
        } catch let error as PostgresError {
            throw error.fault(about: "The outcome of an earlier request")
        }
    }

    private enum Outcome<Value: Codable & Sendable>: Sendable {
        case repeated(Recorded<Value>)
        case made(Change<Value>)
    }

    /// What a change leaves behind beside itself: the audit entry, what webhooks are to be told, and the
    /// outcome when the request may be repeated. They travel with the commit.
    private static func traces(of outcome: Outcome<some Codable & Sendable>, _ effect: Effect) throws -> [SQL]
    {
        guard case .made(let change) = outcome else { return [] }
        let body = try effect.entry(recording: change)
        let emit: SQL = "SELECT audit.emit(\(effect.id), \(body))"
        let remember = try effect.memory?.remember(change.value, of: effect.id, at: effect.grantedAt)
        let notices = try change.notices.map { try WebhookOutbox.enqueue($0, of: effect) }
        return [emit.named("audit.emit")] + notices
            + (remember.map { [$0.named("idempotency.remember")] } ?? [])
    }
}
