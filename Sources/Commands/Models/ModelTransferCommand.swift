import ArgumentParser
import Identifiers

/// `assay model transfer`
struct ModelTransferCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Hand a model to another team or person; both are written down.",
        discussion: "Example:\n  assay model transfer churn --team pricing --accountable bo@example.com"
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the model.") var name: String
    @Option(help: "Team that owns it from now on.") var team: String?
    @Option(help: ArgumentHelp("Person who answers for it from now on.", valueName: "email"))
    var accountable: String?
    @Option(help: "Why; kept in the audit entry.") var reason: String?

    func validate() throws {
        if team == nil, accountable == nil { throw ValidationError("say --team, --accountable or both") }
    }

    func perform(in session: Session) async throws {
        let path = AddressPath.api("models", name)
        let tag = try await session.server.get(path).entityTag
        let given = ["owner_team": team, "accountable": accountable]
        let moved = try await session.server.change(
            .post,
            path.appending("transfer"),
            given.compactMapValues { $0.map { .string($0) } },
            ifMatch: tag,
            reason: reason
        )
        session.console.report(moved, ModelCommand.fields, as: format.format)
    }
}
