package import ArgumentParser

/// The commands that talk to a server or check its files, as subcommands of the program.
package enum ClientCommands {
    package static let all: [any ParsableCommand.Type] = []
}
