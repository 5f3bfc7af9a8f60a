package import Corpus

/// One step of an import: records to store together with the checkpoint that says they are done.
package struct ExportBatch: Sendable {
    package var people: [ExportedPerson] = []
    package var containers: [ExportedContainer] = []
    /// At most one per container and native id.
    package var messages: [ExportedMessage] = []
    package var deletions: [ExportedDeletion] = []
    package var skipped: [SkipReason: Int] = [:]
    package var problems: [ImportProblem] = []
    /// To be stored in the same transaction as the records.
    package var checkpoint: ImportCheckpoint
    package var progress: ImportProgress

    package init(checkpoint: ImportCheckpoint, progress: ImportProgress) {
        self.checkpoint = checkpoint
        self.progress = progress
    }
}

/// How far an import is.
package struct ImportProgress: Hashable, Sendable, Codable {
    /// Message files read, and how many there are.
    package var unitsDone: Int
    package var unitsTotal: Int
    /// Uncompressed bytes read.
    package var bytesRead: Int

    package init(unitsDone: Int = 0, unitsTotal: Int = 0, bytesRead: Int = 0) {
        self.unitsDone = unitsDone
        self.unitsTotal = unitsTotal
        self.bytesRead = bytesRead
    }
}

/// Where to go on after an interruption; only the reader that wrote it knows what it means.
package struct ImportCheckpoint: Hashable, Sendable, Codable {
    /// Identifies the list of members, so that a checkpoint is not used with another archive.
    package var fingerprint: String
    /// Members finished, in archive order.
    package var membersDone: Int

    package init(fingerprint: String, membersDone: Int) {
        self.fingerprint = fingerprint
        self.membersDone = membersDone
    }
}
