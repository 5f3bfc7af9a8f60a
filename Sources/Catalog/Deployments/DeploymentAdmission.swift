/// Decides whether a version may be deployed, by where its lifecycle stands. What is unknown is refused.
package enum DeploymentAdmission {
    /// Where a version must stand to run in an environment of class production.
    package static let productionLifecycles = ["shadow", "canary", "production"]
    /// Where a version must stand to run anywhere else.
    package static let otherLifecycles = [
        "draft", "candidate", "staging", "shadow", "canary", "production", "deprecated",
    ]

    /// Why the version may not be deployed there, with how to mend it; nil when it may.
    package static func refusal(
        lifecycle: String,
        environment: ResourceName,
        environmentClass: EnvironmentClass
    ) -> String? {
        let admitted = environmentClass == .production ? productionLifecycles : otherLifecycles
        if admitted.contains(lifecycle) { return nil }
        if lifecycle == "retired" { return "A retired version is deployed nowhere. Choose another version." }
        return
            "The environment \"\(environment)\" is of class \(environmentClass.rawValue) and takes only versions "
            + "whose lifecycle is \(admitted.joined(separator: ", ")); this version's is \(lifecycle). "
            + "Have an approver move the version first."
    }
}
