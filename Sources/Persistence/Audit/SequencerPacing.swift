/// When the sequencer looks for entries again and when it signs: a pure rule over what the batches bring.
///
/// It counts its own pauses instead of asking a clock, which may stand still or jump. Together the pauses
/// stay far under a second from an entry's commit to its checkpoint.
package struct SequencerPacing: Sendable {
    /// The pause between batches while there is work: it gathers commits into one batch.
    package static let busyPauseMs = 20
    /// The longest pause when there is none.
    package static let idlePauseMsMax = 250
    /// The shortest pause in sum between two checkpoints.
    package static let checkpointIntervalMs = 100

    /// What to do after a batch: sign first, if so, and pause then.
    package struct Step: Hashable, Sendable {
        package var signs: Bool
        package var pauseMs: Int
    }

    private var idlePauseMs = Self.busyPauseMs
    private var hasUnsigned = false
    private var msSinceCheckpoint = Self.checkpointIntervalMs

    package init() {}

    /// Takes note of a batch and says what comes next.
    ///
    /// - Parameters:
    ///   - entryCount: What the batch brought.
    ///   - isFull: Whether it was as large as a batch gets, so that more is waiting.
    package mutating func afterBatch(entryCount: Int, isFull: Bool) -> Step {
        hasUnsigned = hasUnsigned || entryCount > 0
        idlePauseMs = entryCount > 0 ? Self.busyPauseMs : min(idlePauseMs * 2, Self.idlePauseMsMax)
        let signs = hasUnsigned && msSinceCheckpoint >= Self.checkpointIntervalMs
        if signs {
            hasUnsigned = false
            msSinceCheckpoint = 0
        }
        // With something to sign the next look is soon, whether or not more comes.
        let pauseMs = hasUnsigned || entryCount > 0 ? Self.busyPauseMs : idlePauseMs
        msSinceCheckpoint += pauseMs
        return Step(signs: signs, pauseMs: isFull ? 0 : pauseMs)
    }
}
