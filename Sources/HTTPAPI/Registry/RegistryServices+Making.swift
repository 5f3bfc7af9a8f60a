package import Access
package import Catalog
package import Workflows

extension RegistryServices {
    /// The use cases over these stores; the composition and the tests make them alike.
    package init(
        catalog: any CatalogStore,
        registry: any RegistryStore,
        principals: any PrincipalStore,
        protected: ProtectedAliases,
        promotions: any PromotionGate,
        gate: Gate
    ) {
        let owners = FindOwners(principals: principals)
        self.init(
            read: ReadRegistry(registry: registry, gate: gate),
            history: ReadHistory(catalog: catalog, registry: registry, gate: gate),
            register: RegisterForClient(catalog: catalog, registry: registry, owners: owners, gate: gate),
            update: UpdateModel(catalog: catalog, owners: owners, gate: gate),
            models: ChangeModel(
                catalog: catalog,
                registry: registry,
                promotions: promotions,
                protected: protected,
                gate: gate
            ),
            aliases: ManageAliases(
                catalog: catalog,
                registry: registry,
                promotions: promotions,
                protected: protected,
                gate: gate
            ),
            transfer: TransferModel(catalog: catalog, owners: owners, gate: gate),
            registerVersion: RegisterVersion(catalog: catalog, registry: registry, gate: gate),
            versions: ChangeVersion(
                catalog: catalog,
                registry: registry,
                promotions: promotions,
                protected: protected,
                gate: gate
            ),
            move: MoveVersion(catalog: catalog, registry: registry, promotions: promotions, gate: gate)
        )
    }
}
