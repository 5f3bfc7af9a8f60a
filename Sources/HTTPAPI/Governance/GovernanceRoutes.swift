import Hummingbird

/// Every route of governance under `/api/v1`.
struct GovernanceRoutes: Sendable {
    let services: GovernanceServices

    func add(to routes: RouterGroup<APIContext>) {
        CardRoutes(cards: services.cards).add(to: routes)
        LineageGraphRoutes(lineage: services.lineage).add(to: routes)
        RetirementRoutes(retire: services.retire).add(to: routes)
        RetentionRoutes(purge: services.purge).add(to: routes)
        InventoryRoutes(inventory: services.inventory).add(to: routes)
        ArchiveRoutes(export: services.export, importModel: services.importModel).add(to: routes)
    }
}
