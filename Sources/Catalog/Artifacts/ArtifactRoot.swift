/// What a tree of artifacts belongs to. Its experiment is where MLflow's paths begin.
package struct ArtifactRoot: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case run
        case loggedModel = "logged_model"
        case trace
    }

    package var experimentID: ExperimentID
    package var kind: Kind
    /// As MLflow writes it: 32 hexadecimal digits for a run, `m-…` for a logged model, `tr-…` for a trace.
    package var ownerID: String

    package init(experimentID: ExperimentID, kind: Kind, ownerID: String) {
        self.experimentID = experimentID
        self.kind = kind
        self.ownerID = ownerID
    }

    /// Where MLflow's clients find it: `<experiment>/<run>/artifacts`, `<experiment>/models/<id>/artifacts`, `<experiment>/traces/<id>/artifacts`.
    package var path: String {
        switch kind {
        case .run: "\(experimentID)/\(ownerID)/artifacts"
        case .loggedModel: "\(experimentID)/models/\(ownerID)/artifacts"
        case .trace: "\(experimentID)/traces/\(ownerID)/artifacts"
        }
    }
}
