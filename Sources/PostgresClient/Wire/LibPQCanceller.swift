internal import CLibPQ
internal import Dispatch
internal import Synchronization

/// Asks the server to stop what a connection runs. libpq allows its use from any thread, also while the
/// connection is in use, which is what the unchecked `Sendable` rests on.
@safe
final class LibPQCanceller: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// libpq 15 can send the request only in a blocking way.
    private static let queue = DispatchQueue(label: "assay.postgres.cancel", attributes: .concurrent)

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Returns true when the server has taken the request, so that it cannot hit a later statement.
    func cancel(secondsMax: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = CancelAnswer(continuation)
            Self.queue.async { answer.give(self.send()) }
            Self.queue.asyncAfter(deadline: .now() + .seconds(secondsMax)) { answer.give(false) }
        }
    }

    private func send() -> Bool {
        var message = [CChar](repeating: 0, count: 256)
        return unsafe PQcancel(pointer, &message, Int32(message.count)) == 1
    }
}

/// Resumes with whichever comes first, the end of the request or its time limit.
private final class CancelAnswer: Sendable {
    private let continuation: Mutex<CheckedContinuation<Bool, Never>?>

    init(_ continuation: CheckedContinuation<Bool, Never>) {
        self.continuation = Mutex(continuation)
    }

    func give(_ accepted: Bool) {
        let waiting = continuation.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        waiting?.resume(returning: accepted)
    }
}
