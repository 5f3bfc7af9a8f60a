package import ArgumentParser

/// The commands that talk to a server or check its files, as subcommands of the program.
package enum ClientCommands {
    package static let all: [any ParsableCommand.Type] = [
        LoginCommand.self, LogoutCommand.self, WhoAmICommand.self, TokenCommand.self, UserCommand.self,
        TeamCommand.self, ModelCommand.self, DatasetCommand.self, DeploymentCommand.self, RunCommand.self,
        SourceCommand.self,
        IngestCommand.self, AskCommand.self, AuditCommand.self, UsageCommand.self,
    ]
}
