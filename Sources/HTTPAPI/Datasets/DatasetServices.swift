import Hummingbird
package import Workflows

/// The use cases around data: datasets, the features read from them, and where what was trained on them runs.
package struct DatasetServices: Sendable {
    package var register: RegisterDataset
    package var update: UpdateDataset
    package var read: ReadDatasets
    package var check: CheckDataset
    package var defineFeatures: DefineFeatures
    package var readFeatures: ReadFeatures
    package var deploy: RecordDeployment
    package var readDeployments: ReadDeployments

    package init(
        register: RegisterDataset,
        update: UpdateDataset,
        read: ReadDatasets,
        check: CheckDataset,
        defineFeatures: DefineFeatures,
        readFeatures: ReadFeatures,
        deploy: RecordDeployment,
        readDeployments: ReadDeployments
    ) {
        self.register = register
        self.update = update
        self.read = read
        self.check = check
        self.defineFeatures = defineFeatures
        self.readFeatures = readFeatures
        self.deploy = deploy
        self.readDeployments = readDeployments
    }
}

extension DatasetServices {
    /// All routes of datasets, feature sets and deployments.
    func add(to routes: RouterGroup<APIContext>) {
        DatasetRoutes(register: register, updateDataset: update, read: read).add(to: routes)
        DatasetVersionRoutes(register: register, read: read).add(to: routes)
        DatasetSchemaRoutes(register: register, read: read).add(to: routes)
        DatasetCheckRoutes(check: check, read: read).add(to: routes)
        FeatureSetRoutes(define: defineFeatures, read: readFeatures).add(to: routes)
        ContractUseRoutes(define: defineFeatures, read: readFeatures).add(to: routes)
        DeploymentRoutes(deploy: deploy, read: readDeployments).add(to: routes)
    }
}
