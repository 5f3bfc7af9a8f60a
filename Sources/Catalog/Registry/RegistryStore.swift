package import Access

/// Models and versions as clients of MLflow know them, and what happened to them. Every write leaves an audit entry in
/// its transaction.
///
/// Reads return nil for what is not there or was deleted; writes throw `StoreFault`.
package protocol RegistryStore: Sendable {
    func registeredModel(named name: ResourceName) async throws -> RegisteredModel?
    func listedModel(named name: ResourceName) async throws -> ListedModel?
    func registeredVersion(_ number: Int, of name: ResourceName) async throws -> RegisteredVersion?
    /// Nil when the alias stands for nothing.
    func registeredVersion(aliased alias: AliasName, of name: ResourceName) async throws -> RegisteredVersion?
    func searchModels(_ search: RegistrySearch) async throws -> RegistryPage<ListedModel>
    func searchVersions(_ search: RegistrySearch) async throws -> RegistryPage<RegisteredVersion>
    /// Where a new model belongs: the team of that name among these, else the first of them by name; nil when there is none.
    func home(among groups: Set<GroupID>, preferring name: String?) async throws -> RegistryHome?

    func renameModel(
        _ name: ResourceName,
        to newName: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model>
    /// Hides the model, frees its name and takes its aliases away; versions, files and history stay.
    ///
    /// - Parameter mayEndPromotions: Whether the promotion gate was asked for what is promoted of it.
    func deleteModel(
        _ name: ResourceName,
        expecting revision: Int64?,
        mayEndPromotions: Bool,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model>
    func setTag(_ tag: RegistryTag, of name: ResourceName, under grant: borrowing Grant) async throws
        -> Recorded<
            RegistryTag
        >
    /// Nothing happens, on record, when there is no such tag.
    func deleteTag(_ key: String, of name: ResourceName, under grant: borrowing Grant) async throws
        -> Recorded<
            RegistryTag?
        >

    /// `number` nil takes the alias away.
    func moveAlias(
        _ alias: AliasName,
        of name: ResourceName,
        to number: Int?,
        under grant: borrowing Grant
    ) async throws -> Recorded<AliasMove>

    /// Copies the files that the source names and seals them; a source elsewhere has none.
    func registerVersion(
        of name: ResourceName,
        _ draft: RegisteredVersionDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion>
    func describeVersion(
        _ number: Int,
        of name: ResourceName,
        description: String,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion>
    /// Hides the version from MLflow's clients, retires it and takes its aliases away.
    func deleteVersion(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        mayEndPromotions: Bool,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion>
    func setTag(
        _ tag: RegistryTag,
        ofVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag>
    func deleteTag(
        _ key: String,
        ofVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegistryTag?>
    func moveVersion(
        _ number: Int,
        of name: ResourceName,
        _ move: LifecycleMove,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion>

    /// Of any model, deleted or not.
    func tags(of model: ModelReference) async throws -> [RegistryTag]
    func tags(ofVersion number: Int, of model: ModelReference) async throws -> [RegistryTag]
    func aliases(of model: ModelReference) async throws -> [RegisteredModel.Alias]
    /// Newest first, as are the other histories.
    func lifecycleHistory(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<LifecycleStep>>
    func aliasHistory(of model: ModelReference, page: PageRequest) async throws -> Page<
        HistoryEntry<AliasMove>
    >
    func ownershipHistory(
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<HistoryEntry<OwnershipTransfer>>
    func nameHistory(of model: ModelReference, page: PageRequest) async throws -> Page<
        HistoryEntry<NameChange>
    >
}
