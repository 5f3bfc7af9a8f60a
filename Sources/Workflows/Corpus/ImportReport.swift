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

    mutating func add(_ outcome: CorpusBatchOutcome) {
        messagesAdded += outcome.added
        messagesChanged += outcome.changed
        messagesUnchanged += outcome.unchanged
        messagesDeleted += outcome.deleted
    }

    mutating func add(_ replacement: ChunkReplacement) {
        chunksAdded += replacement.added
        chunksKept += replacement.kept
        chunksRemoved += replacement.removed
    }
}
