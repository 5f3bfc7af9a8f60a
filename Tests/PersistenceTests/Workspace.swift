import Access
import Catalog
import Identifiers
import Persistence
import Signing

/// One of each thing, for changes to act on.
struct Workspace: Sendable {
    let person: Principal
    let team: Group
    let token: TokenRecord
    let model: Model
    /// A draft with one file.
    let version: ModelVersion
    let dataset: Dataset
    let datasetVersion: DatasetVersion
    let featureSet: FeatureSet
    /// One feature over the dataset version.
    let contract: FeatureContract
    /// The draft, in development.
    let deployment: Deployment

    static let fileDigest = Digest.sha256(of: [1, 2, 3])

    static func file(_ path: String, at now: Instant) throws -> VersionFile {
        VersionFile(path: try FilePath(path), digest: fileDigest, sizeBytes: 3, createdAt: now)
    }

    init(_ fixture: PersistenceFixture) async throws {
        let (principals, catalog) = (fixture.principals, fixture.catalog)
        let now = fixture.now
        person = try await principals.createPrincipal(
            PrincipalDraft(kind: .person, email: "Bo@Example.com", displayName: "Bo", roles: [.employee]),
            under: try fixture.grant(.principalsManage)
        ).value
        team = try await principals.createGroup(
            GroupDraft(name: "risk", memberIDs: [person.id], roles: [.reviewer]),
            under: try fixture.grant(.groupsManage)
        ).value
        token = try await principals.createToken(
            TokenRecord(
                id: .new(at: now),
                principalID: person.id,
                kind: .personal,
                label: "laptop",
                createdAt: now,
                expiresAt: now.advanced(bySeconds: 86_400)
            ),
            digest: Digest.sha256(of: [42]),
            under: try fixture.grant(.tokensCreate)
        ).value
        model = try await catalog.createModel(
            Self.modelDraft("fraud", team: team, person: person),
            under: try fixture.grant(.modelsCreate)
        ).value
        version = try await catalog.createVersion(
            of: model.name,
            description: "first",
            under: try fixture.grant(.versionsCreate)
        ).value
        _ = try await catalog.attachFile(
            try Self.file("weights.bin", at: now),
            toVersion: 1,
            of: model.name,
            under: try fixture.grant(.filesWrite)
        )
        dataset = try await catalog.createDataset(
            DatasetDraft(name: try ResourceName("claims"), ownerTeamID: team.id, description: ""),
            under: try fixture.grant(.datasetsCreate)
        ).value
        datasetVersion = try await catalog.createDatasetVersion(
            of: dataset.name,
            DatasetVersionDraft(digest: Self.fileDigest, digestOrigin: .claimed, files: [], description: ""),
            under: try fixture.grant(.datasetsUpdate)
        ).value
        featureSet = try await fixture.features.createFeatureSet(
            FeatureSetDraft(name: try ResourceName("spending"), ownerTeamID: team.id, description: ""),
            under: try fixture.grant(.featuresWrite)
        ).value
        contract = try await fixture.features.createContract(
            of: featureSet.name,
            [try Self.feature("spend", from: dataset.name)],
            description: "",
            under: try fixture.grant(.featuresWrite)
        ).value
        deployment = try await fixture.deployments.createDeployment(
            Self.deployment(of: model.name, at: now),
            under: try fixture.grant(.deploymentsWrite)
        ).value
    }

    static func feature(_ name: String, from dataset: ResourceName, code: UInt8 = 1) throws -> Feature {
        Feature(
            name: name,
            type: try ColumnType("float64"),
            isNullable: false,
            description: "",
            sourceDigest: Digest.sha256(of: [code]),
            entityKeys: ["customer_id"],
            source: Feature.Source(dataset: dataset, version: nil)
        )
    }

    static func deployment(
        of model: ResourceName,
        version: Int = 1,
        to environment: String = "development",
        _ environmentClass: EnvironmentClass? = nil,
        cluster: String = "k8s-1",
        at now: Instant
    ) throws -> DeploymentDraft {
        DeploymentDraft(
            model: model,
            version: version,
            environment: try ResourceName(environment),
            environmentClass: environmentClass,
            target: DeploymentTarget(endpoint: nil, cluster: cluster, namespace: nil),
            description: "",
            deployedAt: now,
            isAlongside: false
        )
    }

    static func modelDraft(_ name: String, team: Group, person: Principal) throws -> ModelDraft {
        ModelDraft(
            name: try ResourceName(name),
            ownerTeamID: team.id,
            accountableID: person.id,
            purpose: "Finds false claims",
            riskClass: .high,
            description: "Gradient boosted trees",
            ownerNames: .init(team: team.name, accountable: person.displayName)
        )
    }
}
