import HTTPAPI
import Persistence
import Workflows

extension ServiceParts {
    func datasets(_ catalog: PostgresCatalogStore, _ owners: FindOwners) -> DatasetServices {
        let features = PostgresFeatureStore(pool: pool)
        let deployments = PostgresDeploymentStore(pool: pool)
        return DatasetServices(
            register: RegisterDataset(datasets: catalog, contents: contents, owners: owners, gate: gate),
            update: UpdateDataset(datasets: catalog, owners: owners, gate: gate),
            read: ReadDatasets(datasets: catalog, gate: gate),
            check: CheckDataset(datasets: catalog, gate: gate),
            defineFeatures: DefineFeatures(features: features, catalog: catalog, owners: owners, gate: gate),
            readFeatures: ReadFeatures(features: features, gate: gate),
            deploy: RecordDeployment(deployments: deployments, catalog: catalog, gate: gate),
            readDeployments: ReadDeployments(deployments: deployments, catalog: catalog, gate: gate)
        )
    }
}
