package import Access
import ConnectorKit
package import Corpus
import FoundationEssentials
import Identifiers
package import Logging
package import Retrieval

/// The import worker: takes queued imports one after another and carries each to its end, over restarts and lost connections.
package struct RunImports: Sendable {
    /// After this many beginnings an import is given up: something in it ends the process each time.
    private static let attemptsMax = 8
    /// How often to look for a queued import, of this server or another.
    private static let pollMs = 500

    private let corpus: any CorpusStore
    private let principals: any PrincipalStore
    private let embedder: any TextEmbedder
    private let opener: any ExportOpener
    private let usage: UsageJournal
    private let gate: Gate
    private let logger: Logger

    package init(
        corpus: any CorpusStore,
        principals: any PrincipalStore,
        embedder: any TextEmbedder,
        opener: any ExportOpener,
        usage: UsageJournal,
        gate: Gate,
        logger: Logger
    ) {
        self.corpus = corpus
        self.principals = principals
        self.embedder = embedder
        self.opener = opener
        self.usage = usage
        self.gate = gate
        self.logger = logger
    }

    /// Runs until cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await corpus.holdingImportLease {
                    var mayHaveLeftovers = true
                    while !Task.isCancelled {
                        if let job = try await corpus.nextOpenImport() {
                            try await carryOut(job)
                            mayHaveLeftovers = true
                        } else {
                            if mayHaveLeftovers { try await embedLeftovers() }
                            mayHaveLeftovers = false
                            try await Task.sleep(for: .milliseconds(Self.pollMs))
                        }
                    }
                }
            } catch is CancellationError {
                return
            } catch {
                logger.warning(
                    "the import worker lost its footing and begins again",
                    metadata: ["error": "\(error)"]
                )
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Chunks that a failed import left, or that another model embedded.
    private func embedLeftovers() async throws {
        guard try await corpus.countChunksWithoutVector(modelDigest: embedder.identity.resultDigest) > 0
        else {
            return
        }
        _ = try await embedding(for: nil)(progress: { _, _ in })
    }

    /// A fault of the export fails the import; a fault of the database is thrown, and the import resumes later.
    private func carryOut(_ job: ImportJob) async throws {
        do {
            guard try await corpus.beginAttempt(of: job.id, at: gate.now) <= Self.attemptsMax else {
                return try await fail(job, "gave up after \(Self.attemptsMax) attempts; see the server's log")
            }
            try await stages(of: job)
        } catch let error as ExportError {
            try await fail(job, "\(error.about(job.fileName))")
        } catch let error as AccessDenied {
            try await fail(job, "the one who queued this import may no longer import: \(error)")
        } catch let error as StoreFault {
            guard case .unavailable = error else { return try await fail(job, "\(error)") }
            throw error
        }
    }

    private func stages(of job: ImportJob) async throws {
        guard let actor = try await principals.actor(forQueuedWorkOf: job.createdBy) else {
            return try await fail(job, "the one who queued this import is no longer active")
        }
        let resource = Resource(.source, name: job.sourceName)
        try gate.check(actor, .sourcesImport, on: resource)
        var report =
            try job.summary.map { try JSONDecoder().decode(ImportReport.self, from: Data($0)) } ?? .init()
        try await corpus.setState(.reading, of: job.id, at: gate.now)
        try await ReadExport(corpus: corpus, opener: opener)(job, report: &report)
        try await corpus.setState(.chunking, of: job.id, at: gate.now)
        try await RebuildChunks(corpus: corpus, embedder: embedder)(of: job.sourceID, report: &report)
        try await corpus.setState(.embedding, of: job.id, at: gate.now)
        report.chunksEmbedded += try await embedding(for: actor)(progress: {
            done,
            total in
            try await corpus.setProgress(Int64(done), of: Int64(total), in: job.id)
        })
        let grant = try gate.grant(actor, .sourcesImport, on: resource, .init(requestID: "import-\(job.id)"))
        _ = try await corpus.finishImport(
            job.id,
            summary: [UInt8](try JSONEncoder().encode(report)),
            under: grant
        )
        logger.info("import finished", metadata: ["import": "\(job.id)", "source": "\(job.sourceName)"])
    }

    private func embedding(for actor: Actor?) -> EmbedChunks {
        EmbedChunks(corpus: corpus, embedder: embedder, usage: usage, actor: actor, now: { gate.now })
    }

    private func fail(_ job: ImportJob, _ reason: String) async throws {
        logger.warning("import failed", metadata: ["import": "\(job.id)", "reason": "\(reason)"])
        try await corpus.failImport(job.id, because: reason, at: gate.now)
    }
}
