internal import Synchronization

/// Working memory of a tokenizer, lent to one text at a time: as many as texts are under way at once, up to a
/// limit.
final class ScratchPool: Sendable {
    private static let keptMax = 16

    private let free = Mutex<[ModelScratch]>([])

    func take() -> ModelScratch { free.withLock { $0.popLast() } ?? ModelScratch() }

    func give(_ scratch: sending ModelScratch) {
        let scratch = scratch
        free.withLock { if $0.count < Self.keptMax { $0.append(scratch) } }
    }
}
