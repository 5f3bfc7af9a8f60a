import ConnectorKit
import Corpus
import FoundationEssentials
import Identifiers

/// The first stage of an import: records from the export into the store, batch by batch, each with its checkpoint.
struct ReadExport: Sendable {
    /// Day files are small; as many as make this many messages share one transaction.
    private static let messagesPerTransaction = 2_000
    private static let batchesPerTransactionMax = 500

    let corpus: any CorpusStore
    let opener: any ExportOpener

    /// Goes on where an earlier attempt stopped.
    func callAsFunction(_ job: ImportJob, report: inout ImportReport) async throws {
        let checkpoint = try job.checkpoint.map {
            try JSONDecoder().decode(ImportCheckpoint.self, from: Data($0))
        }
        let pump = ExportPump(reader: try await opener.open(job, after: checkpoint))
        let membersAsOf = job.options.exportedAt ?? job.createdAt
        while let batch = try await Self.nextStep(from: pump) {
            try Task.checkCancellation()
            var read = report
            read.summary.add(batch)
            let reportBefore = read
            let step = CorpusBatch(
                people: batch.people,
                containers: batch.containers,
                messages: batch.messages,
                deletions: batch.deletions,
                membersAsOf: membersAsOf,
                checkpoint: [UInt8](try JSONEncoder().encode(batch.checkpoint)),
                summary: { [UInt8](try JSONEncoder().encode(reportBefore.adding($0))) },
                progressDone: Int64(batch.progress.unitsDone),
                progressTotal: Int64(batch.progress.unitsTotal)
            )
            report = reportBefore.adding(try await corpus.apply(step, to: job.id))
        }
        if report.isEmpty { throw ExportError.nothingInside(name: job.fileName) }
    }

    /// Batches joined until they are worth a transaction; the last one's checkpoint covers them all.
    private static func nextStep(from pump: ExportPump) async throws -> ExportBatch? {
        guard var step = try await pump.next() else { return nil }
        var joined = 1
        while step.messages.count < messagesPerTransaction, joined < batchesPerTransactionMax,
            let more = try await pump.next()
        {
            step.people += more.people
            step.containers += more.containers
            step.messages += more.messages
            step.deletions += more.deletions
            step.skipped.merge(more.skipped, uniquingKeysWith: +)
            step.problems += more.problems
            step.checkpoint = more.checkpoint
            step.progress = more.progress
            joined += 1
        }
        return step
    }
}
