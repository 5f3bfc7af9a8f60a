import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Testing

@Suite("Deployments")
struct DeploymentStoreTests {
    private struct Site {
        let fixture: PersistenceFixture
        let workspace: Workspace

        func move(to lifecycle: String) async throws {
            _ = try await fixture.superuser.execute("UPDATE model_versions SET lifecycle = \(lifecycle)")
        }

        @discardableResult
        func deploy(
            _ environment: String,
            _ environmentClass: EnvironmentClass? = nil,
            cluster: String = "k8s-1",
            alongside: Bool = false
        ) async throws -> Deployment {
            var draft = try Workspace.deployment(
                of: workspace.model.name,
                to: environment,
                environmentClass,
                cluster: cluster,
                at: fixture.now
            )
            draft.isAlongside = alongside
            return try await fixture.deployments.createDeployment(
                draft,
                under: try fixture.grant(.deploymentsWrite)
            ).value
        }

        func refusal(_ environment: String, _ environmentClass: EnvironmentClass? = nil) async -> StoreFault?
        {
            await #expect(throws: StoreFault.self) { try await deploy(environment, environmentClass) }
        }

        func listed(_ search: DeploymentSearch) async throws -> Set<DeploymentID> {
            let page = try await fixture.deployments.deployments(
                matching: search,
                page: try #require(PageRequest())
            )
            return Set(page.items.map(\.id))
        }
    }

    @Test("Production admits by lifecycle, and a refusal leaves not even the environment's name behind")
    func admission() async throws {
        try await withPersistence { fixture in
            let site = Site(fixture: fixture, workspace: try await Workspace(fixture))
            for lifecycle in ["draft", "candidate", "staging", "deprecated", "retired"] {
                try await site.move(to: lifecycle)
                for environment in ["production", "eu-prod"] {
                    guard case .conflict(let detail)? = await site.refusal(environment) else {
                        Issue.record("\(lifecycle) was not refused")
                        continue
                    }
                    #expect(detail.contains(lifecycle))
                }
            }
            let names = try await fixture.deployments.environments(page: try #require(PageRequest()))
            #expect(names.items.map(\.name.text) == ["development", "production", "staging", "test"])
            for lifecycle in ["shadow", "canary", "production"] {
                try await site.move(to: lifecycle)
                let made = try await site.deploy("eu-prod")
                #expect(made.environmentClass == .production)
                #expect(made.versionLifecycle.rawValue == lifecycle)
            }
        }
    }

    @Test("Nobody calls production a test")
    func classes() async throws {
        try await withPersistence { fixture in
            let site = Site(fixture: fixture, workspace: try await Workspace(fixture))
            #expect(try await site.deploy("lab-7", .test).environmentClass == .test)
            #expect(try await site.deploy("lab-7").environmentClass == .test)
            for (environment, claimed) in [("production", EnvironmentClass.test), ("lab-7", .production)] {
                guard case .invalid("environment_class", _)? = await site.refusal(environment, claimed) else {
                    Issue.record("\(environment) was called \(claimed)")
                    continue
                }
            }
        }
    }

    @Test("A deployment takes the place of what ran at the same target; nothing is deleted")
    func replacement() async throws {
        try await withPersistence { fixture in
            let site = Site(fixture: fixture, workspace: try await Workspace(fixture))
            let first = site.workspace.deployment
            let elsewhere = try await site.deploy("development", cluster: "k8s-2")
            let canary = try await site.deploy("development", alongside: true)
            let second = try await site.deploy("development")
            #expect(Set(second.replaced) == [first.id, canary.id])
            let ended = try #require(try await fixture.deployments.deployment(first.id))
            #expect(ended.status == .ended)
            #expect(ended.ending?.replacedBy == second.id)
            let model = site.workspace.model.name
            #expect(
                try await site.listed(DeploymentSearch(model: .name(model), status: .active))
                    == [elsewhere.id, second.id]
            )
            #expect(
                try await site.listed(DeploymentSearch(environment: try ResourceName("development")))
                    == [first.id, canary.id, second.id, elsewhere.id]
            )
            let fault = await #expect(throws: StoreFault.self) {
                _ = try await fixture.deployments.endDeployment(
                    first.id,
                    reason: "again",
                    under: try fixture.grant(.deploymentsWrite)
                )
            }
            guard case .conflict? = fault else { throw try #require(fault) }
            await #expect(throws: PostgresError.self) {
                _ = try await fixture.pool.execute("DELETE FROM deployments")
            }
        }
    }

    @Test("Eight deployments at once to one target leave one active")
    func concurrency() async throws {
        try await withPersistence(connectionsMax: 8) { fixture in
            let site = Site(fixture: fixture, workspace: try await Workspace(fixture))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await site.deploy("lab", .test) } }
                try await group.waitForAll()
            }
            let lab = try ResourceName("lab")
            #expect(try await site.listed(DeploymentSearch(environment: lab, status: .active)).count == 1)
            #expect(try await site.listed(DeploymentSearch(environment: lab)).count == 8)
        }
    }

    @Test("Where a model runs now and what runs in an environment are one walk along an index each")
    func plans() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            _ = try await fixture.superuser.execute(
                """
                INSERT INTO deployments (id, model_id, model_version_id, version_lifecycle, environment, cluster,
                    deployed_at, deployed_by, recorded_at, status, ended_at, ended_by)
                SELECT gen_random_uuid(), d.model_id, d.model_version_id, 'draft', 'test', 'c' || n, d.deployed_at,
                    d.deployed_by, d.recorded_at, 'ended', d.recorded_at, d.deployed_by
                FROM deployments d, generate_series(1, 20000) n WHERE d.id = \(workspace.deployment.id)
                """
            )
            _ = try await fixture.superuser.execute("ANALYZE deployments")
            let queries: [(String, SQL)] = [
                (
                    "deployments_active_model",
                    """
                    EXPLAIN SELECT FROM deployments x WHERE x.status = 'active' AND x.model_id =
                        (SELECT id FROM models WHERE name = 'fraud' AND deleted_at IS NULL) ORDER BY x.id DESC LIMIT 51
                    """
                ),
                (
                    "deployments_active_environment",
                    """
                    EXPLAIN SELECT FROM deployments x WHERE x.environment = 'development' AND x.status = 'active'
                    ORDER BY x.id DESC LIMIT 51
                    """
                ),
            ]
            for (index, query) in queries {
                let plan = try await fixture.superuser.query(query).map {
                    try $0.decode("QUERY PLAN", as: String.self)
                }
                #expect(plan.contains { $0.contains(index) }, "\(plan.joined(separator: "\n"))")
            }
        }
    }
}
