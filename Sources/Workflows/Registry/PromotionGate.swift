package import Access
package import Catalog

/// Something that brings a version before people, or takes it away from them.
package struct Promotion: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        /// The version's life goes from here to there; one of the two is promoted.
        case lifecycle(version: Int, from: Lifecycle, to: Lifecycle)
        /// A protected alias goes to the version, or away when there is none.
        case alias(AliasName, version: Int?)
    }

    package var model: Model
    package var step: Step

    package init(of model: Model, _ step: Step) {
        self.model = model
        self.step = step
    }

    /// What is to be allowed, and on what.
    package var action: Action {
        switch step {
        case .lifecycle: .versionsPromote
        case .alias: .aliasesPromote
        }
    }

    package var resource: Resource {
        switch step {
        case .lifecycle(let version, _, _):
            Resource(.modelVersion, named: model.name, part: "/\(version)", of: model)
        case .alias(let alias, _): Resource(.model, named: model.name, part: "@\(alias)", of: model)
        }
    }
}

/// The one door to production: lifecycle `canary` and `production`, MLflow's stage `Production`, protected aliases.
///
/// Whatever it cannot tell it denies, with `AccessDenied` or another refusal that says what is missing.
package protocol PromotionGate: Sendable {
    /// The permission for the promotion.
    func grant(_ promotion: Promotion, to actor: Actor, _ request: RequestContext) async throws -> Grant
    /// Throws unless the actor may end a promotion as a consequence of something else, such as a deletion.
    func check(_ promotion: Promotion, by actor: Actor) async throws
}
