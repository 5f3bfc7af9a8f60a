import Testing

@testable import Catalog

@Suite("Admission of deployments")
struct DeploymentAdmissionTests {
    private static let lifecycles: [Lifecycle?] = Lifecycle.allCases + [nil]

    @Test("Production takes only shadow, canary and production; what is unknown goes nowhere")
    func table() throws {
        let environment = try ResourceName("eu-prod")
        for environmentClass in EnvironmentClass.allCases {
            for lifecycle in Self.lifecycles {
                let refusal = DeploymentAdmission.refusal(
                    lifecycle: lifecycle,
                    environment: environment,
                    environmentClass: environmentClass
                )
                let isKnown = lifecycle != nil && lifecycle != .retired
                let isLive = [.shadow, .canary, .production].contains(lifecycle)
                let isAdmitted = environmentClass == .production ? isLive : isKnown
                #expect(
                    (refusal == nil) == isAdmitted,
                    "\(lifecycle?.rawValue ?? "unknown") to \(environmentClass)"
                )
            }
        }
    }

    @Test("A refusal says what stands in the way and who can move it")
    func explanation() throws {
        let refusal = try #require(
            DeploymentAdmission.refusal(
                lifecycle: .candidate,
                environment: try ResourceName("eu-prod"),
                environmentClass: .production
            )
        )
        for word in ["eu-prod", "production", "candidate", "shadow, canary, production", "approver"] {
            #expect(refusal.contains(word))
        }
    }

    @Test("A name keeps its class; a new one that says nothing counts as production")
    func classes() throws {
        let name = try ResourceName("eu-prod")
        #expect(try DeploymentEnvironment.settle(name, recorded: nil, claimed: nil) == .production)
        #expect(try DeploymentEnvironment.settle(name, recorded: nil, claimed: .test) == .test)
        #expect(try DeploymentEnvironment.settle(name, recorded: .staging, claimed: nil) == .staging)
        #expect(try DeploymentEnvironment.settle(name, recorded: .staging, claimed: .staging) == .staging)
        #expect(throws: EnvironmentMismatch.self) {
            try DeploymentEnvironment.settle(name, recorded: .production, claimed: .test)
        }
    }
}
