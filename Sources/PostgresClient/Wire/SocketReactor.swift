internal import CLibPQ
internal import Glibc
internal import Synchronization

/// What a socket is ready for.
struct SocketEvents: OptionSet, Sendable {
    let rawValue: Int32

    static let readable = SocketEvents(rawValue: Int32(CLIBPQ_READABLE))
    static let writable = SocketEvents(rawValue: Int32(CLIBPQ_WRITABLE))
}

/// Why a wait for a socket ended.
enum SocketWake: Sendable, Equatable {
    case ready(SocketEvents)
    case timedOut
    /// The waiting task was cancelled.
    case interrupted
    /// The system refused to watch the socket.
    case refused
}

/// One thread that waits for the sockets of all connections, so that no thread of Swift's pool ever blocks.
///
/// Every wait arms its socket for one event under a token of its own; what arrives for a wait that has ended is
/// ignored. A socket stays known to the selector until it is closed, and its next wait only arms it again.
final class SocketReactor: Sendable {
    static let shared = SocketReactor()

    private struct Wait {
        let socket: Int32
        let deadline: ContinuousClock.Instant?
        let continuation: CheckedContinuation<SocketWake, Never>
    }

    private struct Waits {
        var byToken: [UInt64: Wait] = [:]
        /// Up to when the thread sleeps at most; nil when without limit.
        var sleepsUntil: ContinuousClock.Instant?
    }

    /// The token of the waker; those of waits are larger.
    private static let wakerToken: UInt64 = 0

    private let selector: Int32
    private let waker: Int32
    private let lastToken = Atomic<UInt64>(wakerToken)
    private let waits = Mutex(Waits())

    private init() {
        selector = clibpq_selector_make()
        waker = clibpq_waker_make()
        _ = clibpq_watch(selector, waker, SocketEvents.readable.rawValue, SocketReactor.wakerToken)
        var thread = pthread_t()
        _ = unsafe pthread_create(
            &thread,
            nil,
            { _ in
                SocketReactor.shared.run()
                return nil
            },
            nil
        )
    }

    /// Suspends until the socket is ready, the deadline has passed, or the task is cancelled.
    ///
    /// - Parameter interruptible: false to wait on in a cancelled task, as the clean-up after a cancel must.
    func wait(
        for events: SocketEvents,
        on socket: Int32,
        until deadline: ContinuousClock.Instant?,
        interruptible: Bool
    ) async -> SocketWake {
        let token = lastToken.wrappingAdd(1, ordering: .relaxed).newValue
        guard interruptible else {
            return await withCheckedContinuation {
                add(Wait(socket: socket, deadline: deadline, continuation: $0), for: events, as: token)
            }
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation {
                add(Wait(socket: socket, deadline: deadline, continuation: $0), for: events, as: token)
                // A cancel before `add` found nothing to end; one after this check will find the wait.
                if Task.isCancelled { end(token, with: .interrupted) }
            }
        } onCancel: {
            end(token, with: .interrupted)
        }
    }

    private func add(_ wait: Wait, for events: SocketEvents, as token: UInt64) {
        // Known first and armed then, so that an event that comes at once finds it.
        let isEarliest = waits.withLock { waits in
            waits.byToken[token] = wait
            guard let deadline = wait.deadline else { return false }
            guard let sleepsUntil = waits.sleepsUntil, sleepsUntil <= deadline else {
                waits.sleepsUntil = deadline
                return true
            }
            return false
        }
        guard clibpq_arm(selector, wait.socket, events.rawValue, token) == 0 else {
            return end(token, with: .refused)
        }
        if isEarliest { clibpq_waker_wake(waker) }
    }

    private func end(_ token: UInt64, with wake: SocketWake) {
        let ended = waits.withLock { $0.byToken.removeValue(forKey: token) }
        ended?.continuation.resume(returning: wake)
    }

    private func run() {
        let capacity = 64
        var events = [clibpq_event](repeating: clibpq_event(), count: capacity)
        while true {
            let timeoutMs = endOverdueWaits()
            let count = unsafe clibpq_select(selector, &events, Int32(capacity), timeoutMs)
            for event in events.prefix(Int(count)) {
                guard event.token != SocketReactor.wakerToken else {
                    clibpq_waker_drain(waker)
                    continue
                }
                end(event.token, with: .ready(SocketEvents(rawValue: event.events)))
            }
        }
    }

    /// Ends the waits whose deadline has passed; returns the milliseconds to the next one, or -1.
    private func endOverdueWaits() -> Int32 {
        let now = ContinuousClock.now
        let (overdue, next) = waits.withLock { waits in
            let tokens = waits.byToken.filter { $0.value.deadline.map { $0 <= now } ?? false }.keys
            let overdue = tokens.compactMap { waits.byToken.removeValue(forKey: $0) }
            waits.sleepsUntil = waits.byToken.values.compactMap(\.deadline).min()
            return (overdue, waits.sleepsUntil)
        }
        for wait in overdue {
            wait.continuation.resume(returning: .timedOut)
        }
        guard let next else { return -1 }
        let (seconds, attoseconds) = now.duration(to: next).components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: max(0, milliseconds))
    }
}
