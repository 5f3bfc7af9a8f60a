import Glibc
import Logging

/// Stops a child server: cleanly if it can, at once if it must.
struct ServerStop: Sendable {
    /// PostgreSQL itself gives its processes 5 s after an immediate shutdown before it kills them.
    static let immediateSecondsMax = 10

    let child: ChildProcess
    let secondsMax: Int
    let logger: Logger

    /// SIGINT disconnects the clients and writes a checkpoint, SIGQUIT leaves that to the next start's
    /// recovery.
    func run() async {
        child.signal(SIGINT)
        if await child.ending(withinSeconds: secondsMax) != nil { return }
        logger.warning(
            "PostgreSQL did not stop in time; stopping it at once",
            metadata: ["seconds": "\(secondsMax)"]
        )
        child.signal(SIGQUIT)
        if await child.ending(withinSeconds: Self.immediateSecondsMax) != nil { return }
        child.signal(SIGKILL)
        _ = await child.ending()
    }
}
