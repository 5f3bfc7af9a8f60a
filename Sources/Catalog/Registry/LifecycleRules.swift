/// Which steps a version's life may take, as data: whatever is not listed is refused with the reason.
package enum LifecycleRules {
    private static let targets: [Lifecycle: Set<Lifecycle>] = [
        .draft: [.retired],
        .candidate: [.staging, .shadow, .canary, .production, .deprecated, .retired],
        .staging: [.candidate, .shadow, .canary, .production, .deprecated, .retired],
        .shadow: [.candidate, .staging, .canary, .production, .deprecated, .retired],
        .canary: [.candidate, .staging, .shadow, .production, .deprecated],
        .production: [.candidate, .staging, .shadow, .canary, .deprecated],
        .deprecated: [.candidate, .staging, .shadow, .canary, .production, .retired],
        .retired: [],
    ]

    /// Where a version may go from here.
    package static func targets(from origin: Lifecycle) -> [Lifecycle] {
        Lifecycle.allCases.filter { targets[origin, default: []].contains($0) }
    }

    /// Why a version cannot take this step; nil when it can. A whole sentence, for the one who asked.
    package static func refusal(from origin: Lifecycle, to target: Lifecycle) -> String? {
        if targets[origin, default: []].contains(target) { return nil }
        return switch (origin, target) {
        case (let same, target) where same == target: "The version is in \(target.rawValue) already."
        case (.retired, _): "A retired version stays retired. Register its files as a new version instead."
        case (.draft, _): "The files of a draft may still change. Seal it, which makes it a candidate."
        case (_, .draft):
            "Only a version whose files may still change is a draft. Create a new version instead."
        case (_, .retired):
            "A version that answers requests is not retired at once. Deprecate it first, so that its users learn of it."
        default: "A version in \(origin.rawValue) cannot go to \(target.rawValue)."
        }
    }
}
