import Access
import Synchronization

/// A fixed number of file threads, handed out in turn, and a limit on the files that are open at once.
final class FileQueues: Sendable {
    private struct State {
        var next = 0
        var openFileCount = 0
    }

    private let queues: [FileQueue]
    private let openFilesMax: Int
    private let state = Mutex(State())

    init(threadCount: Int, openFilesMax: Int) {
        queues = (0..<max(1, threadCount)).map(FileQueue.init)
        self.openFilesMax = openFilesMax
    }

    func next() -> FileQueue {
        state.withLock { state in
            state.next = (state.next + 1) % queues.count
            return queues[state.next]
        }
    }

    /// The right to hold one file open, for as long as the slot lives.
    func takeSlot() throws(StoreFault) -> FileSlot {
        let isFree = state.withLock { state in
            guard state.openFileCount < openFilesMax else { return false }
            state.openFileCount += 1
            return true
        }
        guard isFree else { throw .unavailable(retryAfterSeconds: 1) }
        return FileSlot(queues: self)
    }

    fileprivate func giveSlotBack() {
        state.withLock { $0.openFileCount -= 1 }
    }
}

/// Counts one open file; gives its place back when it goes.
final class FileSlot: Sendable {
    private let queues: FileQueues

    fileprivate init(queues: FileQueues) {
        self.queues = queues
    }

    deinit { queues.giveSlotBack() }
}
