import ConnectorKit
import ContentStore
import Corpus
import SlackConnector
import Synchronization
import Workflows

/// Opens uploaded exports with the Slack connector; a test may have the reading break off.
final class ImportedExports: ExportOpener {
    private let contents: FileContentStore
    private let batchesLeft = Mutex<Int?>(nil)
    private let openings = Mutex(0)

    init(contents: FileContentStore) {
        self.contents = contents
    }

    /// How often an export was opened.
    var opened: Int { openings.withLock { $0 } }

    /// The next reader fails after this many batches, as if the database had gone; later ones do not.
    func breakOff(afterBatches count: Int) {
        batchesLeft.withLock { $0 = count }
    }

    func open(_ job: ImportJob, after checkpoint: ImportCheckpoint?) async throws -> any ExportReader {
        openings.withLock { $0 += 1 }
        let options = SlackImportOptions(
            includeDirectMessages: job.options.includesDirectMessages,
            assumePublicChannels: job.options.assumesPublicChannels
        )
        let source = try ExportPath.source(at: contents.path(of: job.contentDigest))
        let reader = SlackExportReader(source: source, options: options, checkpoint: checkpoint)
        let limit = batchesLeft.withLock { left in
            defer { left = nil }
            return left
        }
        return limit.map { BreakingReader(reader: reader, batchesLeft: $0) } ?? reader
    }
}

/// A reader that ends in an error which is not the export's fault.
private struct BreakingReader: ExportReader {
    struct BrokenOff: Error {}

    var reader: any ExportReader
    var batchesLeft: Int

    mutating func nextBatch() throws -> ExportBatch? {
        guard batchesLeft > 0 else { throw BrokenOff() }
        batchesLeft -= 1
        return try reader.nextBatch()
    }
}
