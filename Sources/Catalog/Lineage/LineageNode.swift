package import Access
package import Identifiers

/// Marks ids of anything that lineage leads through.
package enum LineageNodeEntity {}

/// One thing on the way from data to where a model runs.
package struct LineageNode: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case datasetVersion = "dataset_version"
        case run
        case loggedModel = "logged_model"
        case modelVersion = "model_version"
        case featureSet = "feature_set"
        case deployment

        /// What somebody must be allowed to see such a thing.
        package var reading: Action {
            switch self {
            case .datasetVersion: .datasetsRead
            case .run, .loggedModel: .runsRead
            case .modelVersion: .modelsRead
            case .featureSet: .featuresRead
            case .deployment: .deploymentsRead
            }
        }
    }

    package typealias ID = Identifier<LineageNodeEntity>

    /// A node by what it is; the id alone could be of two kinds.
    package struct Key: Hashable, Sendable {
        package var kind: Kind
        package var id: ID

        package init(_ kind: Kind, _ id: ID) {
            self.kind = kind
            self.id = id
        }
    }

    package var key: Key
    /// What people call it: `claims/3`, a run's or logged model's name, where a deployment is.
    package var label: String
    /// As `LineageStart` reads it.
    package var reference: String
    package var teamID: GroupID?
    /// Steps from where the question began.
    package var depth: Int
    /// Deleted in MLflow's way: its provenance stays.
    package var isDeleted: Bool
    /// A little more, such as a digest, a state or an environment.
    package var detail: String?

    package init(
        key: Key,
        label: String,
        reference: String,
        teamID: GroupID?,
        depth: Int,
        isDeleted: Bool,
        detail: String?
    ) {
        self.key = key
        self.label = label
        self.reference = reference
        self.teamID = teamID
        self.depth = depth
        self.isDeleted = isDeleted
        self.detail = detail
    }
}
