/// Decides whether a version may be deployed, by where its lifecycle stands. What is unknown is refused.
package enum DeploymentAdmission {
    /// Where a version must stand to run in an environment of class production.
    package static let productionLifecycles: [Lifecycle] = [.shadow, .canary, .production]
    /// Where a version must stand to run anywhere else.
    package static let otherLifecycles: [Lifecycle] = [
        .draft, .candidate, .staging, .shadow, .canary, .production, .deprecated,
    ]

    /// Why the version may not be deployed there, with how to mend it; nil when it may.
    ///
    /// - Parameter lifecycle: Nil when it stands where nobody knows, which is admitted nowhere.
    package static func refusal(
        lifecycle: Lifecycle?,
        environment: ResourceName,
        environmentClass: EnvironmentClass
    ) -> String? {
        let admitted = environmentClass == .production ? productionLifecycles : otherLifecycles
        if let lifecycle, admitted.contains(lifecycle) { return nil }
        if lifecycle == .retired { return "A retired version is deployed nowhere. Choose another version." }
        return
            "The environment \"\(environment)\" is of class \(environmentClass.rawValue) and takes only versions "
            + "whose lifecycle is \(admitted.map(\.rawValue).joined(separator: ", ")); this version's is "
            + "\(lifecycle?.rawValue ?? "unknown"). "
            + "Have an approver move the version first."
    }
}
