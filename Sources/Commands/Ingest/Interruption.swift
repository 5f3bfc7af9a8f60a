import Dispatch
import Glibc

/// Ctrl-C as something to wait for, instead of the end of the process.
enum Interruption {
    /// Returns at the first interrupt, or when the task is cancelled; then Ctrl-C ends the process again.
    static func wait() async {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        var iterator = signals.makeAsyncIterator()
        await iterator.next()
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
