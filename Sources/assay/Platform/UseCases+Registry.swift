import HTTPAPI
import Persistence
import Workflows

extension UseCases {
    /// The registry's use cases, promotions decided by role.
    static func registry(_ stores: Stores) -> RegistryServices {
        RegistryServices(
            catalog: stores.catalog,
            registry: stores.registry,
            principals: stores.principals,
            protected: stores.protectedAliases,
            promotions: RolePromotionGate(gate: stores.gate),
            gate: stores.gate
        )
    }
}
