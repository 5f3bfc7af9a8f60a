import ArgumentParser

/// The end of a command: what went wrong on stderr, the status to the caller.
enum CommandEnd {
    static func end(with failure: CommandFailure?, console: Console) throws {
        guard let failure else { return }
        if !failure.text.isEmpty { console.note("assay: \(TerminalText.paragraphs(failure.text))") }
        throw ExitCode(failure.status.rawValue)
    }
}
