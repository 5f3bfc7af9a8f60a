package import ArgumentParser
import Glibc

/// Runs a command line with the exit statuses that `assay` promises.
package enum CommandLineProgram {
    /// Parses the process's arguments, runs the command and ends the process: 0 good, 1 the answer is no, 2
    /// usage,
    /// 3 could not do it. ArgumentParser's own `main()` would end usage errors with 64.
    package static func run<Root: ParsableCommand>(_ root: Root.Type) async -> Never {
        do {
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(CommandStatus.good.rawValue)
        } catch { end(root, with: error) }
    }

    /// The status for what a command threw; `root` decides what counts as wrong usage.
    package static func status<Root: ParsableCommand>(of error: any Error, in root: Root.Type) -> Int32 {
        let code = root.exitCode(for: error)
        if code == .validationFailure { return CommandStatus.usage.rawValue }
        if error is ExitCode || code == .success { return code.rawValue }
        return CommandFailure(describing: error).status.rawValue
    }

    private static func end<Root: ParsableCommand>(_ root: Root.Type, with error: any Error) -> Never {
        let text = root.fullMessage(for: error)
        if !text.isEmpty {
            let stream: Console.Stream = root.exitCode(for: error) == .success ? .output : .error
            Console.standard().write(text + "\n", to: stream)
        }
        exit(status(of: error, in: root))
    }
}
