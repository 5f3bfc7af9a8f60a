package import Access
package import Catalog

/// Looks at feature sets, their contracts and the versions that depend on them.
package struct ReadFeatures: Sendable {
    private let features: any FeatureStore
    private let gate: Gate

    package init(features: any FeatureStore, gate: Gate) {
        self.features = features
        self.gate = gate
    }

    /// A version's contract beside the newest one.
    package struct Standing: Sendable {
        package let use: ContractUse
        package let comparison: ContractComparison
    }

    /// The most versions in one answer about dependents: each carries its differences.
    package static let dependentsMax = 100

    package func featureSet(_ name: ResourceName, by actor: Actor) async throws -> FeatureSet {
        try gate.check(actor, .featuresRead, on: Resource(.featureSet, name: name.text))
        guard let set = try await features.featureSet(named: name) else {
            throw StoreFault.notFound(what: "Feature set \(name)")
        }
        return set
    }

    package func featureSets(
        ownerTeamName: String?,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<FeatureSet> {
        try gate.check(actor, .featuresRead, on: Resource(.featureSet))
        return try await features.featureSets(ownerTeamName: ownerTeamName, page: page)
    }

    package func contract(
        _ number: Int,
        of name: ResourceName,
        by actor: Actor
    ) async throws -> FeatureContract {
        _ = try await featureSet(name, by: actor)
        guard let contract = try await features.contract(number, of: name) else {
            throw StoreFault.notFound(what: "Contract \(number) of feature set \(name)")
        }
        return contract
    }

    /// Newest first, without their features.
    package func contracts(
        of name: ResourceName,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<FeatureContract> {
        _ = try await featureSet(name, by: actor)
        return try await features.contracts(of: name, page: page)
    }

    /// Whether what the version was trained on is still promised, with every difference.
    package func standing(
        ofVersion number: Int,
        of model: ModelReference,
        by actor: Actor
    ) async throws -> Standing {
        try gate.check(actor, .featuresRead, on: Resource(.featureSet))
        guard let use = try await features.contractUse(ofVersion: number, of: model) else {
            throw StoreFault.notFound(what: "A feature contract of version \(number) of model \(model)")
        }
        return try await standings(of: [use], in: use.featureSetName)[0]
    }

    /// In order of model and version; `isCurrent` false lists the flagged versions only, nil all.
    package func dependents(
        of name: ResourceName,
        isCurrent: Bool?,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<Standing> {
        _ = try await featureSet(name, by: actor)
        var page = page
        page.size = min(page.size, Self.dependentsMax)
        let uses = try await features.contractUses(of: name, isCurrent: isCurrent, page: page)
        return Page(items: try await standings(of: uses.items, in: name), next: uses.next)
    }

    private func standings(of uses: [ContractUse], in name: ResourceName) async throws -> [Standing] {
        let numbers = Set(uses.flatMap { [$0.contractNumber, $0.newestNumber] })
        let contracts = try await features.contracts(Array(numbers), of: name)
        let features = Dictionary(
            contracts.map { ($0.number, $0.features) },
            uniquingKeysWith: { first, _ in first }
        )
        return uses.map { use in
            let comparison = ContractComparison(
                trainedOn: features[use.contractNumber] ?? [],
                newest: features[use.newestNumber] ?? []
            )
            return Standing(use: use, comparison: comparison)
        }
    }
}
