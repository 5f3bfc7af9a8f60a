import HTTPAPI
import Persistence
import Workflows

extension UseCases {
    /// The use cases around data, over the stores.
    static func datasets(_ stores: Stores) -> DatasetServices {
        let (catalog, gate) = (stores.catalog, stores.gate)
        let owners = FindOwners(principals: stores.principals)
        return DatasetServices(
            register: RegisterDataset(
                datasets: catalog,
                contents: stores.contents,
                owners: owners,
                gate: gate
            ),
            update: UpdateDataset(datasets: catalog, owners: owners, gate: gate),
            read: ReadDatasets(datasets: catalog, gate: gate),
            check: CheckDataset(datasets: catalog, gate: gate),
            defineFeatures: DefineFeatures(
                features: stores.features,
                catalog: catalog,
                owners: owners,
                gate: gate
            ),
            readFeatures: ReadFeatures(features: stores.features, gate: gate),
            deploy: RecordDeployment(deployments: stores.deployments, catalog: catalog, gate: gate),
            readDeployments: ReadDeployments(deployments: stores.deployments, catalog: catalog, gate: gate)
        )
    }
}
