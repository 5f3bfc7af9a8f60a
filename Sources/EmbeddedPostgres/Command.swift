/// A program to run as a child process, in its own process group and with a bare environment.
struct Command: Sendable {
    enum Output: Sendable, Equatable {
        /// Standard output and error together, up to `ChildProcess.capturedBytesMax`.
        case captured
        /// Appended to a file that this process, not the child's user, must be able to open.
        case file(String)
    }

    let program: String
    var arguments: [String]
    var output = Output.captured

    /// Wrapped in env(1) and setpriv(1), which change the directory and the user without a shell and exec the
    /// program under the same pid.
    ///
    /// The server's user may not be able to enter the present directory, which initdb takes ill.
    /// `parentDeathSignal` reaches the child when the thread that started it ends; `ChildProcess` keeps that
    /// thread alive as long as the child.
    static func server(
        _ program: String,
        _ arguments: [String],
        account: ServerAccount?,
        parentDeathSignal: String? = nil,
        output: Output = .captured
    ) -> Command {
        var prefix = ["-C", "/", "/usr/bin/setpriv"]
        if let account {
            prefix += ["--reuid=\(account.user)", "--regid=\(account.group)", "--clear-groups"]
        }
        if let parentDeathSignal { prefix += ["--pdeathsig=\(parentDeathSignal)"] }
        if account == nil, parentDeathSignal == nil { prefix.removeLast() } else { prefix.append("--") }
        return Command(program: "/usr/bin/env", arguments: prefix + [program] + arguments, output: output)
    }
}
