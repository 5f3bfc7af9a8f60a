/// MLflow's four stages, which its clients know in place of the lifecycle.
package enum RegistryStage: String, Hashable, Sendable, Codable, CaseIterable {
    case none = "None"
    case staging = "Staging"
    case production = "Production"
    case archived = "Archived"

    /// In any case of letters, as MLflow takes it; nil for a stage it does not have.
    package init?(spelled text: String) {
        guard let stage = Self.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            return nil
        }
        self = stage
    }

    /// What a client of MLflow sees of the lifecycle. A canary answers only a part of the requests, so whoever asks for the
    /// version in production must not get it.
    package init(of lifecycle: Lifecycle) {
        self =
            switch lifecycle {
            case .draft, .candidate: .none
            case .staging, .shadow, .canary: .staging
            case .production: .production
            case .deprecated, .retired: .archived
            }
    }

    /// Where a transition to this stage leads; a version that is in the stage already stays where it is.
    package func target(from lifecycle: Lifecycle) -> Lifecycle {
        if RegistryStage(of: lifecycle) == self { return lifecycle }
        return switch self {
        case .none: .candidate
        case .staging: .staging
        case .production: .production
        case .archived: .deprecated
        }
    }

    /// Whether a transition here may archive the versions that were here before.
    package var isActive: Bool { self == .staging || self == .production }
}
