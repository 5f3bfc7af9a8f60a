package import Identifiers

/// What a tree of artifacts belongs to. Its experiment is where MLflow's paths begin.
package struct ArtifactRoot: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case run
        case loggedModel = "logged_model"
        case trace
        /// The sealed files of a version of a model; it lies in no experiment.
        case modelVersion = "model_version"
    }

    package var experimentID: ExperimentID
    package var kind: Kind
    /// As MLflow writes it: 32 hexadecimal digits for a run, `m-…` for a logged model, `tr-…` for a trace; 32 hexadecimal
    /// digits for a version.
    package var ownerID: String

    package init(experimentID: ExperimentID, kind: Kind, ownerID: String) {
        self.experimentID = experimentID
        self.kind = kind
        self.ownerID = ownerID
    }

    /// The same for an id that came from outside; nil when it has not the form that its kind's ids have.
    package init?(experimentID: ExperimentID, kind: Kind, checking ownerID: String) {
        let isWellFormed =
            switch kind {
            case .run, .modelVersion: Self.identifierBytes(of: ownerID) != nil
            case .loggedModel:
                ownerID.hasPrefix("m-") && Self.identifierBytes(of: ownerID.dropFirst(2)) != nil
            case .trace: Self.isTraceID(ownerID)
            }
        guard isWellFormed else { return nil }
        self.init(experimentID: experimentID, kind: kind, ownerID: ownerID)
    }

    /// Where the sealed files of a version are given out.
    package init(version id: ModelVersionID) {
        self.init(experimentID: .byDefault, kind: .modelVersion, ownerID: Hexadecimal.encode(id.bytes))
    }

    /// The id of the run, logged model or version; nil for a trace.
    package func identifier<Entity>(as _: Identifier<Entity>.Type) -> Identifier<Entity>? {
        switch kind {
        case .run, .modelVersion: Self.identifierBytes(of: ownerID).flatMap(Identifier.init(bytes:))
        case .loggedModel: Self.identifierBytes(of: ownerID.dropFirst(2)).flatMap(Identifier.init(bytes:))
        case .trace: nil
        }
    }

    /// Where MLflow's clients find it: `<experiment>/<run>/artifacts`, `<experiment>/models/<id>/artifacts`, `<experiment>/traces/<id>/artifacts`, `versions/<id>/artifacts`.
    package var path: String {
        switch kind {
        case .run: "\(experimentID)/\(ownerID)/artifacts"
        case .loggedModel: "\(experimentID)/models/\(ownerID)/artifacts"
        case .modelVersion: "versions/\(ownerID)/artifacts"
        case .trace: "\(experimentID)/traces/\(ownerID)/artifacts"
        }
    }

    private static func identifierBytes(of text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count == 32 else { return nil }
        return Hexadecimal.decode(text)
    }

    /// `tr-` or a client's own word: 1 to 64 letters, digits, `-`, `_`.
    private static func isTraceID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    || scalar == "-" || scalar == "_"
            }
    }
}
