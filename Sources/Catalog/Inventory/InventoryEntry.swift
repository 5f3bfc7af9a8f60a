package import Access
package import Identifiers

/// One model as those see it who answer for all of them.
package struct InventoryEntry: Hashable, Sendable {
    /// Something that is missing or not in order.
    package enum Gap: String, Hashable, Sendable, CaseIterable {
        case ownerUnassigned = "owner_unassigned"
        case riskUnclassified = "risk_unclassified"
        case purposeMissing = "purpose_missing"
        case cardMissing = "card_missing"
        /// The model's card lacks what its risk class requires.
        case cardIncomplete = "card_incomplete"
        /// No living version says what data it was made from.
        case dataUnknown = "data_unknown"
        /// Some data is known only by a digest that its registrant claims.
        case dataClaimed = "data_claimed"
        /// The retention of some data has ended.
        case dataExpired = "data_expired"
        /// A version in use was trained on a feature contract that has changed since.
        case contractOutdated = "contract_outdated"
    }

    /// The most datasets and deployments that one entry lists.
    package static let listMax = 50

    package var name: ResourceName
    package var ownerTeamName: String
    package var accountableName: String
    package var purpose: String
    package var riskClass: RiskClass
    package var versionCount: Int
    package var newestVersion: Int?
    package var newestLifecycle: Lifecycle?
    package var productionVersion: Int?
    package var retiredAt: Instant?
    package var isHeld: Bool
    /// Revision of the model's card; nil without one.
    package var cardRevision: Int64?
    /// `NAME/VERSION` of what living versions were made from.
    package var datasets: [String]
    /// `VERSION in ENVIRONMENT` where versions run now.
    package var deployments: [String]
    package var gaps: [Gap]
    package var updatedAt: Instant

    package init(
        name: ResourceName,
        ownerTeamName: String,
        accountableName: String,
        purpose: String,
        riskClass: RiskClass,
        versionCount: Int,
        newestVersion: Int?,
        newestLifecycle: Lifecycle?,
        productionVersion: Int?,
        retiredAt: Instant?,
        isHeld: Bool,
        cardRevision: Int64?,
        datasets: [String],
        deployments: [String],
        gaps: [Gap],
        updatedAt: Instant
    ) {
        self.name = name
        self.ownerTeamName = ownerTeamName
        self.accountableName = accountableName
        self.purpose = purpose
        self.riskClass = riskClass
        self.versionCount = versionCount
        self.newestVersion = newestVersion
        self.newestLifecycle = newestLifecycle
        self.productionVersion = productionVersion
        self.retiredAt = retiredAt
        self.isHeld = isHeld
        self.cardRevision = cardRevision
        self.datasets = datasets
        self.deployments = deployments
        self.gaps = gaps
        self.updatedAt = updatedAt
    }
}

/// What the inventory is narrowed to; nil means any.
package struct InventorySearch: Hashable, Sendable {
    package var models: ModelSearch
    package var gap: InventoryEntry.Gap?
    /// A lifecycle that some living version is in.
    package var lifecycle: Lifecycle?
    /// A dataset that some living version was made from.
    package var dataset: ResourceName?
    /// An environment that some version runs in now.
    package var environment: String?

    package init(
        models: ModelSearch,
        gap: InventoryEntry.Gap?,
        lifecycle: Lifecycle?,
        dataset: ResourceName?,
        environment: String?
    ) {
        self.models = models
        self.gap = gap
        self.lifecycle = lifecycle
        self.dataset = dataset
        self.environment = environment
    }
}

/// Lists the models with what those need to know who answer for them.
package protocol InventoryStore: Sendable {
    /// By name, which is the page's key.
    func inventory(matching search: InventorySearch, page: PageRequest, at now: Instant) async throws
        -> Page<InventoryEntry>
}
