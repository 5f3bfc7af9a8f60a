package import Access
package import Identifiers

/// Where retirements, legal holds and purges are kept.
package protocol RetentionStore: Sendable {
    /// Retires the model with all its versions, or one version. Once only.
    func retire(
        _ model: ResourceName,
        version: Int?,
        _ draft: RetirementDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<Retirement>
    /// The retirement of the model, or of the version by itself or with its model; nil while it is in use.
    func retirement(of model: ResourceName, version: Int?) async throws -> Retirement?

    func placeHold(
        on model: ResourceName,
        version: Int?,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<LegalHold>
    func releaseHold(
        _ id: LegalHoldID,
        on model: ResourceName,
        reason: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<LegalHold>
    /// Of the model and its versions, newest first, released ones as well; at most 1,000.
    func holds(on model: ResourceName) async throws -> [LegalHold]

    /// Versions out of use, by when they went; the page's key is of this listing's own making.
    func retentionItems(page: PageRequest) async throws -> Page<RetentionItem>
    func retentionItem(_ id: ModelVersionID) async throws -> RetentionItem?
    /// Lets the files of the version go. Throws `StoreFault.conflict` when the item is not as it was, or a hold was laid meanwhile.
    func purge(
        _ item: RetentionItem,
        keptUntil: Instant,
        under grant: borrowing Grant
    ) async throws -> Recorded<Purge>
    func purge(of id: ModelVersionID) async throws -> Purge?
}
