import Persistence
import Testing

@Suite("The sequencer's pace")
struct SequencerPacingTests {
    @Test("The first entry after a quiet time is signed at once")
    func firstEntry() {
        var pacing = SequencerPacing()
        let step = pacing.afterBatch(entryCount: 1, isFull: false)
        #expect(step.signs)
        #expect(step.pauseMs == SequencerPacing.busyPauseMs)
    }

    @Test("Without work the pauses grow to their limit and work makes them short again")
    func backOff() {
        var pacing = SequencerPacing()
        let pauses = (0..<6).map { _ in pacing.afterBatch(entryCount: 0, isFull: false).pauseMs }
        #expect(pauses == [40, 80, 160, 250, 250, 250])
        #expect(pacing.afterBatch(entryCount: 3, isFull: false).pauseMs == 20)
    }

    @Test("A full batch is followed by the next without a pause, and the load is still signed")
    func fullBatches() {
        var pacing = SequencerPacing()
        let steps = (0..<20).map { _ in pacing.afterBatch(entryCount: 1_000, isFull: true) }
        #expect(steps.allSatisfy { $0.pauseMs == 0 })
        #expect(steps.filter(\.signs).count == 4)
    }

    @Test("Whatever comes when, entries wait little for a checkpoint and checkpoints keep their distance")
    func checkpoints() {
        var pacing = SequencerPacing()
        var nowMs = 0
        var unsignedSinceMs: Int?
        var signedAtMs: Int?
        // Busy for a while, then entries far apart, then none.
        for round in 0..<400 {
            let count = round < 100 || round % 7 == 0 && round < 300 ? 1 : 0
            if count > 0, unsignedSinceMs == nil { unsignedSinceMs = nowMs }
            let step = pacing.afterBatch(entryCount: count, isFull: false)
            if step.signs {
                if let signedAtMs { #expect(nowMs - signedAtMs >= SequencerPacing.checkpointIntervalMs) }
                (signedAtMs, unsignedSinceMs) = (nowMs, nil)
            }
            if let unsignedSinceMs {
                #expect(nowMs - unsignedSinceMs <= SequencerPacing.checkpointIntervalMs)
            }
            #expect(step.pauseMs <= SequencerPacing.idlePauseMsMax)
            nowMs += step.pauseMs
        }
        #expect(unsignedSinceMs == nil)
    }
}
