package import Access

/// Where feature sets, their contracts and the contracts of model versions are kept. Every write leaves an audit entry
/// in its transaction.
///
/// Lineage lies in `contract_features.dataset_version_id` (contract to dataset version) and in the rows of
/// `version_contracts` without `ended_at` (model version to contract).
package protocol FeatureStore: Sendable {
    func featureSet(named name: ResourceName) async throws -> FeatureSet?
    /// In order of names; `ownerTeamName` nil means any.
    func featureSets(ownerTeamName: String?, page: PageRequest) async throws -> Page<FeatureSet>
    func createFeatureSet(_ draft: FeatureSetDraft, under grant: borrowing Grant) async throws -> Recorded<
        FeatureSet
    >

    func contract(_ number: Int, of name: ResourceName) async throws -> FeatureContract?
    /// With their features, in any order; numbers that are not there are left out.
    func contracts(_ numbers: [Int], of name: ResourceName) async throws -> [FeatureContract]
    /// Newest first, without their features.
    func contracts(of name: ResourceName, page: PageRequest) async throws -> Page<FeatureContract>
    /// Features that name a dataset without a version are bound to its newest one.
    func createContract(
        of name: ResourceName,
        _ features: [Feature],
        description: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<FeatureContract>

    /// Nil when there is no such model version or it names no contract.
    func contractUse(ofVersion number: Int, of model: ModelReference) async throws -> ContractUse?
    /// In order of model and version; `isCurrent` nil means all.
    func contractUses(of featureSet: ResourceName, isCurrent: Bool?, page: PageRequest) async throws -> Page<
        ContractUse
    >
    /// Replaces what the version named before, which stays as history.
    func nameContract(
        _ contract: Int,
        of featureSet: ResourceName,
        forVersion number: Int,
        of model: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<ContractUse>
}
