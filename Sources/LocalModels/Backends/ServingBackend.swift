internal import Identifiers
internal import Inference
internal import Logging
internal import Synchronization

/// One backend with the work that waits for it and the memory that is left of it.
final class ServingBackend: Sendable {
    let backend: any ComputeBackend
    let scheduler: InferenceScheduler
    private let takenBytes = Mutex(0)

    init(
        _ backend: any ComputeBackend,
        limits: ServingLimits,
        logger: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.backend = backend
        scheduler = InferenceScheduler(limits: limits, slots: backend.slots, logger: logger, now: now)
    }

    var figures: BackendFigures {
        BackendFigures(
            name: backend.name,
            slots: backend.slots,
            memoryBytes: takenBytes.withLock { $0 },
            memoryBytesMax: backend.memoryBytesMax
        )
    }

    /// Keeps memory for a model, or throws when so much is not left.
    func take(_ bytes: Int) throws(LocalModelError) {
        let leftBytes = takenBytes.withLock { taken in
            let left = backend.memoryBytesMax.map { $0 - taken }
            if bytes <= left ?? bytes { taken += bytes }
            return left
        }
        guard let leftBytes, bytes > leftBytes else { return }
        throw .overMemoryBudget(
            neededMiB: (bytes + (1 << 20) - 1) >> 20,
            freeMiB: max(0, leftBytes) >> 20
        )
    }

    func giveBack(_ bytes: Int) {
        takenBytes.withLock { $0 -= bytes }
    }
}
