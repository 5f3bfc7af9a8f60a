/// How much depends on what runs in an environment.
package enum EnvironmentClass: String, Hashable, Sendable, Codable, CaseIterable {
    case development
    case test
    case staging
    case production
}

/// A named place that versions are deployed to. A name has one class for ever.
package struct DeploymentEnvironment: Hashable, Sendable, Codable {
    package var name: ResourceName
    package var environmentClass: EnvironmentClass

    package init(name: ResourceName, environmentClass: EnvironmentClass) {
        self.name = name
        self.environmentClass = environmentClass
    }

    /// The class of an environment: what is on record for its name, else what the client says, else production.
    ///
    /// Throws when the client says something else than what is on record: nobody calls production a test.
    package static func settle(
        _ name: ResourceName,
        recorded: EnvironmentClass?,
        claimed: EnvironmentClass?
    ) throws(EnvironmentMismatch) -> EnvironmentClass {
        guard let recorded else { return claimed ?? .production }
        guard let claimed, claimed != recorded else { return recorded }
        throw EnvironmentMismatch(name: name, recorded: recorded)
    }
}

/// An environment was called something that it is not.
package struct EnvironmentMismatch: Error, Hashable, Sendable {
    package let name: ResourceName
    package let recorded: EnvironmentClass

    package var detail: String {
        "is \(recorded.rawValue) for the environment \"\(name)\" and stays so; leave it out or choose another name."
    }
}
