import Audit
import Identifiers
import Persistence
import PostgresClient
import Signing
import TestSupport
import TransparencyLog

/// A log with its key, and sequencers that run for as long as a test wants them.
struct SequencedLog: Sendable {
    static let origin = "assay.example/audit"

    let fixture: PersistenceFixture
    let signer: NoteSigner

    init(_ fixture: PersistenceFixture) throws {
        self.fixture = fixture
        signer = try NoteSigner(name: Self.origin, kind: .log, signer: try SigningKey.generate(.ed25519))
    }

    func makeSequencer(_ pool: PostgresPool) -> AuditSequencer {
        AuditSequencer(
            pool: pool,
            signer: signer,
            origin: Self.origin,
            logger: PersistenceFixture.logger,
            now: { Instant(seconds: 1_767_225_600) },
            // Standing by is cut short so that a takeover does not wait.
            sleep: { try await Task.sleep(for: .milliseconds(min($0, 50))) }
        )
    }

    /// Runs a sequencer until it ends by itself, as it does when it refuses the log; ended from here after ten minutes.
    func runToItsEnd() async throws {
        let pool = PersistenceFixture.makePool(fixture.database, role: "assay_sequencer", connectionsMax: 2)
        let sequencer = makeSequencer(pool)
        let run = Task { try await sequencer.run() }
        let limit = Task {
            try await Task.sleep(for: .seconds(600))
            run.cancel()
        }
        let outcome = await run.result
        limit.cancel()
        await pool.shutdown()
        try outcome.get()
    }

    /// Runs sequencers beside `body`; what one of them throws, such as a fault of the log, is thrown.
    func whileRunning<Value: Sendable>(
        count: Int = 1,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let pools = (0..<count).map { _ in
            PersistenceFixture.makePool(fixture.database, role: "assay_sequencer", connectionsMax: 2)
        }
        let tasks = pools.map { pool in
            let sequencer = makeSequencer(pool)
            return Task { try await sequencer.run() }
        }
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        tasks.forEach { $0.cancel() }
        var fault: (any Error)?
        for task in tasks {
            do { try await task.value } catch { fault = error }
        }
        for pool in pools { await pool.shutdown() }
        if let fault { throw fault }
        return try outcome.get()
    }

    func waitUntilSigned(count: Int) async throws {
        for _ in 0..<12_000 {
            if let signed = try await fixture.auditLog.latestCheckpoint(), signed.size >= UInt64(count) {
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TimeLimitReached()
    }

    func verify() async throws -> AuditVerification.Report {
        let policy = CheckpointPolicy(origin: Self.origin, logKeys: [signer.key])
        return try await fixture.auditLog.withSnapshot { snapshot in
            try await AuditVerification(policy: policy).run(on: snapshot)
        }
    }
}

struct TimeLimitReached: Error {}
