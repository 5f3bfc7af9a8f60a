import Access
import Audit
import Identifiers
import Persistence
import PolicyLibrary
import PostgresClient
import Synchronization
import TransparencyLog
import Workflows

/// The audit log under 64 writers beside a hash chain on the same database, and the verification of a whole log.
///
/// Both write the same entries in transactions with as many round trips, in this process: what HTTP costs is left out.
struct AuditBench {
    private static let writers = 64
    private static let drainSecondsMax = 600.0

    let run: BenchRun

    private struct Figures {
        var committed = RoundFigures()
        var logged = RoundFigures()
        var signedAfterSeconds = RoundFigures()
        var chained = RoundFigures()
        var verifySeconds = RoundFigures()
        var chainIsWhole = true
        var verified: UInt64 = 0
    }

    func callAsFunction() async throws -> BenchSection {
        let settings = try run.settings(
            dataDirectory: "\(run.folder)/audit",
            databaseConnectionsMax: Self.writers * 2 + 8
        )
        let directory = DataDirectory(path: settings.dataDirectory)
        try directory.create()
        let key = try LogKey.load(in: directory)
        let database = try await Database.start(settings, directory, run.logger)
        do {
            let figures = try await measure(database, key)
            await database.stop()
            return section(figures)
        } catch {
            await database.stop()
            throw error
        }
    }

    private func measure(_ database: Database, _ key: NoteSigner) async throws -> Figures {
        let sequencer = AuditSequencer(
            pool: database.sequencerPool,
            signer: key,
            origin: LogKey.origin,
            logger: run.logger,
            now: WallClock.now,
            sleep: { try await Task.sleep(for: .milliseconds($0)) }
        )
        return try await withThrowingTaskGroup(of: Figures?.self) { group in
            group.addTask {
                try await sequencer.run()
                return nil
            }
            group.addTask {
                try await measure(
                    database,
                    policy: CheckpointPolicy(origin: LogKey.origin, logKeys: [key.key])
                )
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let figures = ended { return figures }
            }
            throw BenchFault("the sequencer ended")
        }
    }

    private func measure(_ database: Database, policy: CheckpointPolicy) async throws -> Figures {
        var configuration = PostgresConfiguration(connectionString: database.ownerConnectionString)
        configuration.connectionsMax = Self.writers
        let peerPool = PostgresPool(configuration, logger: run.logger)
        let load = try AuditLoad(pool: database.pool, peerPool: peerPool, writers: Self.writers)
        let figures: Figures
        do {
            figures = try await measure(load, PostgresAuditLog(pool: database.pool), policy)
        } catch {
            await peerPool.shutdown()
            throw error
        }
        await peerPool.shutdown()
        return figures
    }

    private func measure(_ load: AuditLoad, _ log: PostgresAuditLog, _ policy: CheckpointPolicy) async throws
        -> Figures
    {
        var figures = Figures()
        try await load.createPeer()
        run.say("audit: writing \(run.plan.verifiedEntries) entries to verify")
        _ = try await load.write(.log, entriesMax: run.plan.verifiedEntries, secondsMax: 3_600)
        try await untilSigned(log, size: UInt64(run.plan.verifiedEntries))
        for round in 1...run.plan.rounds {
            run.say("audit: verification \(round) of \(run.plan.rounds)")
            try await verify(log, policy, &figures)
        }
        for round in 1...run.plan.rounds {
            run.say("audit: round \(round) of \(run.plan.rounds)")
            if !round.isMultiple(of: 2) { try await writeLog(load, log, &figures) }
            figures.chained.append(try await load.write(.chain, secondsMax: run.plan.loadSeconds).perSecond)
            if round.isMultiple(of: 2) { try await writeLog(load, log, &figures) }
        }
        figures.chainIsWhole = try await load.peerIsWhole()
        return figures
    }

    private func writeLog(_ load: AuditLoad, _ log: PostgresAuditLog, _ figures: inout Figures) async throws {
        let before = try await log.head().size
        let start = ContinuousClock.now
        let written = try await load.write(.log, secondsMax: run.plan.loadSeconds)
        let committed = ContinuousClock.now
        figures.committed.append(written.perSecond)
        let size = before + UInt64(written.entries)
        try await waiting(for: size) { try await log.head().size }
        figures.logged.append(Double(written.entries) / ((ContinuousClock.now - start) / .seconds(1)))
        try await untilSigned(log, size: size)
        figures.signedAfterSeconds.append((ContinuousClock.now - committed) / .seconds(1))
    }

    private func untilSigned(_ log: PostgresAuditLog, size: UInt64) async throws {
        try await waiting(for: size) { try await log.latestCheckpoint()?.size ?? 0 }
    }

    private func waiting(for size: UInt64, _ current: () async throws -> UInt64) async throws {
        let end = ContinuousClock.now + .seconds(Self.drainSecondsMax)
        while ContinuousClock.now < end {
            if try await current() >= size { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw BenchFault("the log did not reach \(size) entries within \(Self.drainSecondsMax) s")
    }

    private func verify(_ log: PostgresAuditLog, _ policy: CheckpointPolicy, _ figures: inout Figures)
        async throws
    {
        let start = ContinuousClock.now
        let report = try await log.withSnapshot { try await AuditVerification(policy: policy).run(on: $0) }
        figures.verifySeconds.append((ContinuousClock.now - start) / .seconds(1))
        if let fault = report.fault { throw BenchFault("the log is not sound: \(fault)") }
        figures.verified = report.entriesVerified
    }

    private func section(_ figures: Figures) -> BenchSection {
        var section = BenchSection("Audit log, \(Self.writers) writers", peerName: "hash chain")
        section.add("entries committed", "1/s", figures.committed, peer: figures.chained)
        section.add("entries in the log", "1/s", figures.logged, peer: figures.chained)
        section.add("– from the last commit to its signed checkpoint", "s", figures.signedAfterSeconds)
        let verified = RoundFigures.text(Double(figures.verified))
        section.add("verification of \(verified) entries", "s", figures.verifySeconds)
        section.remarks.append(
            "\(run.plan.rounds) rounds in turn of \(RoundFigures.text(run.plan.loadSeconds)) s each on one PostgreSQL "
                + "with `fsync` on; median (min–max) over rounds, ratios round by round. Entries in the log are counted "
                + "over the time until the sequencer had taken the last one. The hash chain takes an advisory lock in each transaction; afterwards its links "
                + "\(figures.chainIsWhole ? "were all right" : "**were broken**")."
        )
        return section
    }
}
