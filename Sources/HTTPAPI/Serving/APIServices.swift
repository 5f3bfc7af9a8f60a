package import Workflows

/// The use cases that the API offers, made once by the composition.
package struct APIServices: Sendable {
    package var authenticate: Authenticate
    package var principals: ManagePrincipals
    package var groups: ManageGroups
    package var tokens: ManageTokens
    package var registerModel: RegisterModel
    package var updateModel: UpdateModel
    package var readModels: ReadModels
    package var createVersion: CreateVersion
    package var uploadFile: UploadFile
    package var readFile: ReadFile
    package var datasets: DatasetServices
    package var registry: RegistryServices
    package var lineage: TraceLineage
    package var auditLog: ReadAuditLog
    package var sources: ManageSources
    package var imports: QueueImport
    package var ask: AnswerQuestion
    package var metrics: ReadMetrics
    package var artifacts: ArtifactServices
    package var governance: GovernanceServices
    package var tracking: TrackingServices
    package var quantization: QuantizationServices

    package init(
        authenticate: Authenticate,
        principals: ManagePrincipals,
        groups: ManageGroups,
        tokens: ManageTokens,
        registerModel: RegisterModel,
        updateModel: UpdateModel,
        readModels: ReadModels,
        createVersion: CreateVersion,
        uploadFile: UploadFile,
        readFile: ReadFile,
        datasets: DatasetServices,
        registry: RegistryServices,
        lineage: TraceLineage,
        auditLog: ReadAuditLog,
        sources: ManageSources,
        imports: QueueImport,
        ask: AnswerQuestion,
        metrics: ReadMetrics,
        artifacts: ArtifactServices,
        governance: GovernanceServices,
        tracking: TrackingServices,
        quantization: QuantizationServices
    ) {
        self.authenticate = authenticate
        self.principals = principals
        self.groups = groups
        self.tokens = tokens
        self.registerModel = registerModel
        self.updateModel = updateModel
        self.readModels = readModels
        self.createVersion = createVersion
        self.uploadFile = uploadFile
        self.readFile = readFile
        self.datasets = datasets
        self.registry = registry
        self.lineage = lineage
        self.auditLog = auditLog
        self.sources = sources
        self.imports = imports
        self.ask = ask
        self.metrics = metrics
        self.artifacts = artifacts
        self.governance = governance
        self.tracking = tracking
        self.quantization = quantization
    }
}
