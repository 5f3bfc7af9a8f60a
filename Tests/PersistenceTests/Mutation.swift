import Access
import Catalog
import Identifiers
import Persistence
import Signing
import Testing

/// A write method of a store with input that succeeds and input that fails.
struct Mutation: Sendable, CustomTestStringConvertible {
    typealias Call =
        @Sendable (PersistenceFixture, Workspace, RequestContext) async throws -> Recorded<String>

    let name: String
    let action: Action
    let succeed: Call
    let fail: Call

    var testDescription: String { name }

    static let all: [Mutation] = access + catalog + datasets + registry
}

extension Recorded {
    var described: Recorded<String> { map { String(describing: $0) } }
}

extension Mutation {
    private static let access = [
        Mutation(name: "createPrincipal", action: .principalsManage) { fixture, _, request in
            try await fixture.principals.createPrincipal(
                PrincipalDraft(kind: .service, email: nil, displayName: "trainer", roles: [.service]),
                under: try fixture.grant(.principalsManage, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.principals.createPrincipal(
                PrincipalDraft(
                    kind: .person,
                    email: workspace.person.email,
                    displayName: "Bo again",
                    roles: []
                ),
                under: try fixture.grant(.principalsManage, request)
            ).described
        },
        Mutation(name: "updatePrincipal", action: .principalsManage) { fixture, workspace, request in
            try await fixture.principals.updatePrincipal(
                workspace.person.id,
                PrincipalChanges(roles: [.reviewer]),
                expecting: 1,
                under: try fixture.grant(.principalsManage, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.principals.updatePrincipal(
                workspace.person.id,
                PrincipalChanges(roles: [.reviewer]),
                expecting: 7,
                under: try fixture.grant(.principalsManage, request)
            ).described
        },
        Mutation(name: "createGroup", action: .groupsManage) { fixture, workspace, request in
            try await fixture.principals.createGroup(
                GroupDraft(name: "pricing", memberIDs: [workspace.person.id], roles: []),
                under: try fixture.grant(.groupsManage, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.principals.createGroup(
                GroupDraft(name: "pricing", memberIDs: [.new(at: fixture.now)], roles: []),
                under: try fixture.grant(.groupsManage, request)
            ).described
        },
        Mutation(name: "updateGroup", action: .groupsManage) { fixture, workspace, request in
            try await fixture.principals.updateGroup(
                workspace.team.id,
                GroupChanges(memberIDs: []),
                expecting: 1,
                under: try fixture.grant(.groupsManage, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.principals.updateGroup(
                workspace.team.id,
                GroupChanges(memberIDs: []),
                expecting: 2,
                under: try fixture.grant(.groupsManage, request)
            ).described
        },
        Mutation(name: "createToken", action: .tokensCreate) { fixture, workspace, request in
            try await fixture.principals.createToken(
                tokenRecord(of: workspace.person.id, fixture),
                digest: Digest.sha256(of: [43]),
                under: try fixture.grant(.tokensCreate, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.principals.createToken(
                tokenRecord(of: .new(at: fixture.now), fixture),
                digest: Digest.sha256(of: [44]),
                under: try fixture.grant(.tokensCreate, request)
            ).described
        },
        Mutation(name: "revokeToken", action: .tokensRevoke) { fixture, workspace, request in
            try await fixture.principals.revokeToken(
                workspace.token.id,
                under: try fixture.grant(.tokensRevoke, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.principals.revokeToken(
                .new(at: fixture.now),
                under: try fixture.grant(.tokensRevoke, request)
            ).described
        },
    ]

    private static func tokenRecord(of principal: PrincipalID, _ fixture: PersistenceFixture) -> TokenRecord {
        TokenRecord(
            id: .new(at: fixture.now),
            principalID: principal,
            kind: .service,
            label: "ci",
            createdAt: fixture.now,
            expiresAt: nil
        )
    }
}

extension Mutation {
    private static let catalog = [
        Mutation(name: "createModel", action: .modelsCreate) { fixture, workspace, request in
            try await fixture.catalog.createModel(
                Workspace.modelDraft("churn", team: workspace.team, person: workspace.person),
                under: try fixture.grant(.modelsCreate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.createModel(
                Workspace.modelDraft("fraud", team: workspace.team, person: workspace.person),
                under: try fixture.grant(.modelsCreate, request)
            ).described
        },
        Mutation(name: "updateModel", action: .modelsUpdate) { fixture, workspace, request in
            try await fixture.catalog.updateModel(
                named: workspace.model.name,
                ModelChanges(riskClass: .limited),
                expecting: 1,
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.updateModel(
                named: workspace.model.name,
                ModelChanges(purpose: String(repeating: "x", count: 4001)),
                expecting: nil,
                under: try fixture.grant(.modelsUpdate, request)
            ).described
        },
        Mutation(name: "createVersion", action: .versionsCreate) { fixture, workspace, request in
            try await fixture.catalog.createVersion(
                of: workspace.model.name,
                description: "second",
                under: try fixture.grant(.versionsCreate, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.catalog.createVersion(
                of: try ResourceName("nothing"),
                description: "",
                under: try fixture.grant(.versionsCreate, request)
            ).described
        },
        Mutation(name: "attachFile", action: .filesWrite) { fixture, workspace, request in
            try await fixture.catalog.attachFile(
                try Workspace.file("config.json", at: fixture.now),
                toVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.filesWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            var file = try Workspace.file("config.json", at: fixture.now)
            file.sizeBytes = 4
            return try await fixture.catalog.attachFile(
                file,
                toVersion: 1,
                of: workspace.model.name,
                under: try fixture.grant(.filesWrite, request)
            ).described
        },
        Mutation(name: "sealVersion", action: .versionsSeal) { fixture, workspace, request in
            try await fixture.catalog.sealVersion(
                1,
                of: workspace.model.name,
                expecting: 2,
                under: try fixture.grant(.versionsSeal, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.sealVersion(
                1,
                of: workspace.model.name,
                expecting: 1,
                under: try fixture.grant(.versionsSeal, request)
            ).described
        },
        Mutation(name: "createDataset", action: .datasetsCreate) { fixture, workspace, request in
            try await fixture.catalog.createDataset(
                DatasetDraft(
                    name: try ResourceName("sales"),
                    ownerTeamID: workspace.team.id,
                    description: ""
                ),
                under: try fixture.grant(.datasetsCreate, request)
            ).described
        } fail: { fixture, _, request in
            try await fixture.catalog.createDataset(
                DatasetDraft(
                    name: try ResourceName("sales"),
                    ownerTeamID: .new(at: fixture.now),
                    description: ""
                ),
                under: try fixture.grant(.datasetsCreate, request)
            ).described
        },
        Mutation(name: "createDatasetVersion", action: .datasetsUpdate) { fixture, workspace, request in
            let files = [try Workspace.file("rows.csv", at: fixture.now)]
            return try await fixture.catalog.createDatasetVersion(
                of: workspace.dataset.name,
                DatasetVersionDraft(
                    digest: try Manifest(files: files).digest,
                    digestOrigin: .computed,
                    files: files,
                    description: ""
                ),
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        } fail: { fixture, workspace, request in
            let files = [try Workspace.file("rows.csv", at: fixture.now)]
            return try await fixture.catalog.createDatasetVersion(
                of: workspace.dataset.name,
                DatasetVersionDraft(
                    digest: Workspace.fileDigest,
                    digestOrigin: .computed,
                    files: files,
                    description: ""
                ),
                under: try fixture.grant(.datasetsUpdate, request)
            ).described
        },
        Mutation(name: "linkDataset", action: .lineageWrite) { fixture, workspace, request in
            try await fixture.catalog.linkDataset(
                1,
                of: workspace.dataset.name,
                to: 1,
                of: workspace.model.name,
                as: .training,
                under: try fixture.grant(.lineageWrite, request)
            ).described
        } fail: { fixture, workspace, request in
            try await fixture.catalog.linkDataset(
                9,
                of: workspace.dataset.name,
                to: 1,
                of: workspace.model.name,
                as: .training,
                under: try fixture.grant(.lineageWrite, request)
            ).described
        },
    ]
}
