import Foundation
import Glibc
import Synchronization

/// A running or ended child process.
///
/// One thread starts it, reads its output and waits for it, so that a parent-death signal means what it says.
final class ChildProcess: Sendable {
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// What is kept of captured output; the rest is read and dropped.
    static let capturedBytesMax = 4_194_304

    private struct State {
        var ending: Ending?
        var output: [UInt8] = []
        var waiting: [CheckedContinuation<Ending, Never>] = []
    }

    let pid: Int32
    private let state = Mutex(State())

    private init(pid: Int32) {
        self.pid = pid
    }

    static func start(_ command: Command) async throws -> ChildProcess {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let spawned: SpawnedProgram
                do { spawned = try SpawnedProgram(command) } catch {
                    return continuation.resume(throwing: error)
                }
                let child = ChildProcess(pid: spawned.pid)
                continuation.resume(returning: child)
                child.attend(outputDescriptor: spawned.outputDescriptor)
            }
        }
    }

    /// Runs to the end and returns the captured output.
    static func run(_ command: Command) async throws -> (ending: Ending, output: String) {
        let child = try await start(command)
        let ending = await child.ending()
        return (ending, child.output)
    }

    /// Nil while it runs.
    var endingIfEnded: Ending? { state.withLock { $0.ending } }

    var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

    func ending() async -> Ending {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state in
                if state.ending == nil { state.waiting.append(continuation) }
                return state.ending
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    /// Nil when it still runs after `seconds`.
    func ending(withinSeconds seconds: Int) async -> Ending? {
        await Patience.wait(seconds: seconds) { endingIfEnded }
    }

    /// Does nothing once the process has ended: its pid may belong to somebody else by then.
    func signal(_ number: Int32) {
        state.withLock { state in
            if state.ending == nil { kill(pid, number) }
        }
    }

    private func attend(outputDescriptor: Int32?) {
        if let outputDescriptor { drain(outputDescriptor) }
        // WNOWAIT leaves the pid taken until the lock is held, so `signal` cannot hit a reused pid.
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        let (ending, waiting) = state.withLock { state in
            var status: Int32 = 0
            let reaped = unsafe waitpid(pid, &status, 0)
            let ending = reaped == pid ? Ending(waitStatus: status) : .exited(-1)
            state.ending = ending
            defer { state.waiting = [] }
            return (ending, state.waiting)
        }
        for continuation in waiting { continuation.resume(returning: ending) }
    }

    private func drain(_ descriptor: Int32) {
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            state.withLock { state in
                let room = max(0, Self.capturedBytesMax - state.output.count)
                state.output += buffer.prefix(min(room, count))
            }
        }
    }
}

extension ChildProcess.Ending {
    /// The low seven bits hold the signal, the next byte the exit status (wait(2), Linux ABI).
    fileprivate init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .killed(signal: signal)
    }
}
