import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Testing

extension Mutation {
    private static let fraud = "fraud"

    static let registry = models + versions

    private static let models = [
        Mutation(name: "renameModel", action: .modelsUpdate) { fixture, workspace, request in
            try await fixture.registry.renameModel(
                workspace.model.name,
                to: try ResourceName("fraud-2"),
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.registry.renameModel(
                try ResourceName("nothing"),
                to: try ResourceName("fraud-2"),
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        },
        Mutation(name: "deleteModel", action: .modelsRetire) { fixture, workspace, request in
            try await fixture.registry.deleteModel(
                workspace.model.name,
                expecting: 1,
                mayEndPromotions: false,
                under: try fixture.grant(.modelsRetire, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.deleteModel(
                workspace.model.name,
                expecting: 9,
                mayEndPromotions: false,
                under: try fixture.grant(.modelsRetire, request)
            ).described
        },
        Mutation(name: "setTag", action: .modelsUpdate) { fixture, workspace, request in
            try await fixture.registry.setTag(
                try RegistryTag(key: "k", value: "v"),
                of: workspace.model.name,
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.registry.setTag(
                try RegistryTag(key: "k", value: "v"),
                of: try ResourceName("nothing"),
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        },
        Mutation(name: "moveAlias", action: .aliasesWrite) { fixture, workspace, request in
            try await fixture.registry.moveAlias(
                try AliasName("trial"),
                of: workspace.model.name,
                to: 1,
                under: try fixture.grant(.aliasesWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.moveAlias(
                try AliasName("trial"),
                of: workspace.model.name,
                to: 2,
                under: try fixture.grant(.aliasesWrite, request)
            ).described
        },
    ]

    private static let versions = [
        Mutation(name: "registerVersion", action: .versionsCreate) { fixture, workspace, request in
            try await fixture.registry.registerVersion(
                of: workspace.model.name,
                RegistryFixture.draft(tags: [try RegistryTag(key: "a", value: "b")]),
                under: try fixture.grant(.versionsCreate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.registerVersion(
                of: workspace.model.name,
                RegistryFixture.draft(
                    source: "runs:/x",
                    .artifacts(.run, ownerID: String(repeating: "0", count: 32), path: "")
                ),
                under: try fixture.grant(.versionsCreate, request)
            ).described
        },
        Mutation(name: "registerVersion at once", action: .versionsCreate) { fixture, workspace, request in
            try await fixture.registry.registerVersion(
                of: workspace.model.name,
                RegistryFixture.draft(
                    tags: [try RegistryTag(key: "a", value: "b")],
                    modelSeen: try await fixture.catalog.model(named: workspace.model.name)
                ),
                under: try fixture.grant(.versionsCreate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.registerVersion(
                of: workspace.model.name,
                RegistryFixture.draft(
                    run: String(repeating: "0", count: 65),
                    modelSeen: try await fixture.catalog.model(named: workspace.model.name)
                ),
                under: try fixture.grant(.versionsCreate, request)
            ).described
        },
        Mutation(name: "describeVersion", action: .versionsUpdate) { fixture, workspace, request in
            try await fixture.registry.describeVersion(
                1,
                of: workspace.model.name,
                description: "new",
                expecting: 2,
                under: try fixture.grant(.versionsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.describeVersion(
                1,
                of: workspace.model.name,
                description: String(repeating: "x", count: 20_001),
                expecting: nil,
                under: try fixture.grant(.versionsUpdate, request)
            ).described
        },
        Mutation(name: "deleteVersion", action: .versionsRetire) { fixture, workspace, request in
            try await fixture.registry.deleteVersion(
                1,
                of: workspace.model.name,
                expecting: nil,
                mayEndPromotions: false,
                under: try fixture.grant(.versionsRetire, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.deleteVersion(
                7,
                of: workspace.model.name,
                expecting: nil,
                mayEndPromotions: false,
                under: try fixture.grant(.versionsRetire, request)
            ).described
        },
        Mutation(name: "setVersionTag", action: .versionsUpdate) { fixture, workspace, request in
            try await fixture.registry.setTag(
                try RegistryTag(key: "k", value: "v"),
                ofVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.versionsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.setTag(
                try RegistryTag(key: "k", value: "v"),
                ofVersion: 2,
                of: workspace.model.name,
                under: try fixture.grant(.versionsUpdate, request)
            ).described
        },
        Mutation(name: "moveVersion", action: .versionsTransition) { fixture, workspace, request in
            try await fixture.registry.moveVersion(
                1,
                of: workspace.model.name,
                LifecycleMove(.lifecycle(.retired), isPromotion: false),
                expecting: nil,
                under: try fixture.grant(.versionsTransition, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.registry.moveVersion(
                1,
                of: workspace.model.name,
                LifecycleMove(.lifecycle(.production), isPromotion: true),
                expecting: nil,
                under: try fixture.grant(.versionsTransition, request)
            ).described
        },
    ]
}

extension Mutation {
    /// Whether it is refused while the model runs somewhere.
    var takesOutOfUse: Bool { ["deleteModel", "deleteVersion", "moveVersion"].contains(name) }
}

extension PersistenceFixture {
    /// As if everything that runs had been ended when it was recorded.
    func endDeployments() async throws {
        _ = try await superuser.execute(
            "UPDATE deployments SET status = 'ended', ended_at = recorded_at, ended_by = deployed_by"
        )
    }
}
