import ArgumentParser

/// `assay key`
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Look after the server's keys, on the server's machine.",
        subcommands: [KeyRotateCommand.self]
    )
}
