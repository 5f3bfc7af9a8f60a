import Access
import Catalog
import Identifiers
import Persistence
import Signing

extension Mutation {
    static let datasets = governed + features + deployments

    private static func check(_ name: String, _ workspace: Workspace) -> QualityCheckDraft {
        QualityCheckDraft(
            name: name,
            kind: .completeness,
            expectation: CheckExpectation(text: "", minimum: 0.9),
            observed: .number(1),
            claimed: nil,
            tool: "",
            runAt: workspace.dataset.createdAt
        )
    }

    private static let governed = [
        Mutation(name: "updateDataset", action: .datasetsUpdate) { fixture, workspace, request in
            try await fixture.catalog.updateDataset(
                named: workspace.dataset.name,
                DatasetChanges(purpose: "Trains the fraud model", sensitivity: .internal),
                expecting: 1,
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.updateDataset(
                named: workspace.dataset.name,
                DatasetChanges(purpose: "Trains the fraud model"),
                expecting: 7,
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        },
        Mutation(name: "describeDatasetVersion", action: .datasetsUpdate) { fixture, workspace, request in
            try await fixture.catalog.describeDatasetVersion(
                1,
                of: workspace.dataset.name,
                DatasetSchema(columns: [
                    DatasetColumn(
                        name: "id",
                        type: try ColumnType("int64"),
                        isNullable: false,
                        description: ""
                    )
                ]),
                rowCount: 10,
                sourceURI: nil,
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.describeDatasetVersion(
                1,
                of: workspace.dataset.name,
                DatasetSchema(columns: []),
                rowCount: nil,
                sourceURI: nil,
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        },
        Mutation(name: "recordChecks", action: .datasetsCheck) { fixture, workspace, request in
            try await fixture.catalog.recordChecks(
                [check("amount", workspace), check("date", workspace)],
                onDatasetVersion: 1,
                of: workspace.dataset.name,
                under: try fixture.grant(.datasetsCheck, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.recordChecks(
                [check("amount", workspace), check("", workspace)],
                onDatasetVersion: 1,
                of: workspace.dataset.name,
                under: try fixture.grant(.datasetsCheck, request)
            ).described
        },
    ]

    private static let features = [
        Mutation(name: "createFeatureSet", action: .featuresWrite) { fixture, workspace, request in
            try await fixture.features.createFeatureSet(
                FeatureSetDraft(
                    name: try ResourceName("habits"),
                    ownerTeamID: workspace.team.id,
                    description: ""
                ),
                under: try fixture.grant(.featuresWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.features.createFeatureSet(
                FeatureSetDraft(
                    name: workspace.featureSet.name,
                    ownerTeamID: workspace.team.id,
                    description: ""
                ),
                under: try fixture.grant(.featuresWrite, request)
            ).described
        },
        Mutation(name: "createContract", action: .featuresWrite) { fixture, workspace, request in
            try await fixture.features.createContract(
                of: workspace.featureSet.name,
                [
                    try Workspace.feature("spend", from: workspace.dataset.name, code: 2),
                    try Workspace.feature("tenure", from: workspace.dataset.name),
                ],
                description: "",
                under: try fixture.grant(.featuresWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.features.createContract(
                of: workspace.featureSet.name,
                [try Workspace.feature("spend", from: try ResourceName("nowhere"))],
                description: "",
                under: try fixture.grant(.featuresWrite, request)
            ).described
        },
        Mutation(name: "nameContract", action: .lineageWrite) { fixture, workspace, request in
            try await fixture.features.nameContract(
                1,
                of: workspace.featureSet.name,
                forVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.lineageWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.features.nameContract(
                9,
                of: workspace.featureSet.name,
                forVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.lineageWrite, request)
            ).described
        },
    ]

    private static let deployments = [
        Mutation(name: "createDeployment", action: .deploymentsWrite) { fixture, workspace, request in
            try await fixture.deployments.createDeployment(
                Workspace.deployment(of: workspace.model.name, at: fixture.now),
                under: try fixture.grant(.deploymentsWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.deployments.createDeployment(
                Workspace.deployment(of: workspace.model.name, to: "eu-prod", at: fixture.now),
                under: try fixture.grant(.deploymentsWrite, request)
            ).described
        },
        Mutation(name: "endDeployment", action: .deploymentsWrite) { fixture, workspace, request in
            try await fixture.deployments.endDeployment(
                workspace.deployment.id,
                reason: "moved",
                under: try fixture.grant(.deploymentsWrite, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.deployments.endDeployment(
                .new(at: fixture.now),
                reason: "moved",
                under: try fixture.grant(.deploymentsWrite, request)
            ).described
        },
    ]
}
