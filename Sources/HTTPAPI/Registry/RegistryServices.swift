package import Workflows

/// The use cases of the registry, for the routes of this API and for MLflow's.
package struct RegistryServices: Sendable {
    package var read: ReadRegistry
    package var history: ReadHistory
    package var register: RegisterForClient
    package var update: UpdateModel
    package var models: ChangeModel
    package var aliases: ManageAliases
    package var transfer: TransferModel
    package var registerVersion: RegisterVersion
    package var versions: ChangeVersion
    package var move: MoveVersion

    package init(
        read: ReadRegistry,
        history: ReadHistory,
        register: RegisterForClient,
        update: UpdateModel,
        models: ChangeModel,
        aliases: ManageAliases,
        transfer: TransferModel,
        registerVersion: RegisterVersion,
        versions: ChangeVersion,
        move: MoveVersion
    ) {
        self.read = read
        self.history = history
        self.register = register
        self.update = update
        self.models = models
        self.aliases = aliases
        self.transfer = transfer
        self.registerVersion = registerVersion
        self.versions = versions
        self.move = move
    }
}
