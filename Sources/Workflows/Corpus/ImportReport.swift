import ConnectorKit
import Corpus

/// What an import came to: what was read and left out, and what that did to the store.
struct ImportReport: Sendable, Codable {
    var summary = ImportSummary()
    var messagesAdded = 0
    var messagesChanged = 0
    var messagesUnchanged = 0
    var messagesDeleted = 0
    var chunksAdded = 0
    var chunksKept = 0
    var chunksRemoved = 0
    var chunksEmbedded = 0

    /// Nothing of an export was found: no list and no message.
    var isEmpty: Bool {
        summary.messagesRead == 0 && summary.containersRead == 0 && summary.peopleRead == 0
    }

    func adding(_ outcome: CorpusBatchOutcome) -> ImportReport {
        var report = self
        report.messagesAdded += outcome.added
        report.messagesChanged += outcome.changed
        report.messagesUnchanged += outcome.unchanged
        report.messagesDeleted += outcome.deleted
        return report
    }

    mutating func add(_ replacement: ChunkReplacement) {
        chunksAdded += replacement.added
        chunksKept += replacement.kept
        chunksRemoved += replacement.removed
    }
}
