import ArgumentParser
import Identifiers

/// Where a version stands between its first file and its end.
enum LifecycleStage: String, CaseIterable, ExpressibleByArgument {
    case draft, candidate, staging, shadow, canary, production, deprecated, retired
}

/// `assay model transition`
struct ModelTransitionCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "transition",
        abstract: "Take a version one step on in its lifecycle.",
        discussion: "Example:\n  assay model transition churn 3 candidate --reason \"beats version 2\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Argument(help: "Where to.") var stage: LifecycleStage
    @Option(help: "Why; kept in the audit entry.") var reason: String?

    func perform(in session: Session) async throws {
        try await LifecycleMove(target: target, stage: stage, reason: reason).make(
            in: session,
            as: format.format
        )
    }
}

/// `assay model promote`
struct ModelPromoteCommand: ClientCommand {
    enum Goal: String, CaseIterable, ExpressibleByArgument {
        case canary, production

        var stage: LifecycleStage { self == .canary ? .canary : .production }
    }

    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Bring a version to those who use the model; needs the right to promote.",
        discussion: "Example:\n  assay model promote churn 3 --to production --reason \"approved on Monday\""
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var target: VersionArguments
    @Option(help: "How far.") var to = Goal.production
    @Option(help: "Why; kept in the audit entry.") var reason: String?

    func perform(in session: Session) async throws {
        try await LifecycleMove(target: target, stage: to.stage, reason: reason)
            .make(in: session, as: format.format)
    }
}

/// One step of a version's lifecycle, taken from where it stood when somebody looked.
struct LifecycleMove {
    let target: VersionArguments
    let stage: LifecycleStage
    let reason: String?

    func make(in session: Session, as format: OutputFormat) async throws {
        let tag = try await session.server.get(target.path()).entityTag
        let moved = try await session.server.change(
            .post,
            target.path("lifecycle"),
            ["to": .string(stage.rawValue)],
            ifMatch: tag,
            reason: reason
        )
        session.console.report(moved, ModelVersionCommand.fields, as: format)
    }
}
