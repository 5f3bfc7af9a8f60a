package import Identifiers
package import Logging
package import PostgresClient
package import TransparencyLog

/// Puts committed entries into the log in order and signs what is committed. One leads at a time; others
/// stand by.
package struct AuditSequencer: Sendable {
    /// The most entries one transaction moves.
    package static let batchEntriesMax = 1_000
    private static let standbyPauseMs = 1_000

    private let pool: PostgresPool
    private let signer: NoteSigner
    private let origin: String
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (_ milliseconds: Int) async throws -> Void

    /// - Parameters:
    ///   - pool: Its sessions must have the role `assay_sequencer`; one connection is held while leading.
    ///   - signer: The log's Ed25519 key under the name `origin`.
    ///   - sleep: Waits that many milliseconds; throws when cancelled.
    package init(
        pool: PostgresPool,
        signer: NoteSigner,
        origin: String,
        logger: Logger,
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (_ milliseconds: Int) async throws -> Void
    ) {
        self.pool = pool
        self.signer = signer
        self.origin = origin
        self.logger = logger
        self.now = now
        self.sleep = sleep
    }

    /// Runs until the task is cancelled. A lost connection is tried again after a pause.
    ///
    /// - Throws: `LogIntegrityFault` when the stored log contradicts itself; then nothing more may be
    ///   written.
    package func run() async throws {
        while !Task.isCancelled {
            do {
                try await lead()
            } catch let fault as LogIntegrityFault {
                logger.critical("the audit log is not sound", metadata: ["fault": "\(fault)"])
                throw fault
            } catch {
                guard !Task.isCancelled else { return }
                logger.warning("the sequencer starts again", metadata: ["error": "\(error)"])
            }
            try? await sleep(Self.standbyPauseMs)
        }
    }

    /// Works until something fails, or returns at once when another sequencer leads.
    private func lead() async throws {
        try await pool.withConnection { connection in
            let session = SequencerSession(connection: connection, signer: signer, origin: origin)
            guard try await session.takeLead() else { return }
            logger.info("leading the audit log")
            do {
                try await work(session)
            } catch {
                await session.giveUpLead()
                throw error
            }
        }
    }

    private func work(_ session: SequencerSession) async throws {
        try await session.check()
        try await session.signHead(at: now())
        var pacing = SequencerPacing()
        while true {
            let count = try await session.sequence(entriesMax: Self.batchEntriesMax)
            let isFull = count == Self.batchEntriesMax
            let step = pacing.afterBatch(entryCount: count, isFull: isFull)
            if step.signs { try await session.signHead(at: now()) }
            if step.pauseMs > 0 { try await sleep(step.pauseMs) }
        }
    }
}
