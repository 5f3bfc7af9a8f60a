import Identifiers

/// What a client says a version is made from, read and checked as MLflow checks it.
package enum VersionSource: Hashable, Sendable {
    /// Files in the tree of a run or a logged model here; the path is empty for the whole tree.
    case artifacts(ArtifactRoot.Kind, ownerID: String, path: String)
    /// Another version in this registry: `models:/name/3`.
    case version(Int, of: ResourceName)
    /// The version that an alias stands for now: `models:/name@champion`.
    case alias(AliasName, of: ResourceName)
    /// A place that this server does not look into.
    case elsewhere

    package static let lengthMax = 2000
    /// What clients send for prompts, which have no files.
    private static let promptPlaceholders: Set<String> = ["dummy-source", "prompt-template"]

    /// - Parameters:
    ///   - runID: Must be the run that a source inside a run's tree names.
    ///   - loggedModelID: The same for logged models.
    package init(_ text: String, runID: String?, loggedModelID: String?) throws(InvalidName) {
        let source = try SourceAddress(text)
        switch source.scheme {
        case "runs": self = try Self.run(source, runID: runID, loggedModelID: loggedModelID)
        case "models": self = try Self.models(source, loggedModelID: loggedModelID)
        case "mlflow-artifacts": self = try Self.proxied(source, runID: runID, loggedModelID: loggedModelID)
        default:
            if source.namesArtifactRoute {
                throw InvalidName(
                    detail: "must name artifacts of this server as mlflow-artifacts:/…, not by HTTP"
                )
            }
            self = .elsewhere
        }
    }

    /// Whether a prompt may have this source.
    package static func isPromptPlaceholder(_ text: String) -> Bool { promptPlaceholders.contains(text) }

    private static func foreign(_ what: String) -> InvalidName {
        InvalidName(
            detail:
                "must lie in what the request parameter \(what) identifies; send the \(what) that contains the source"
        )
    }

    private static func run(
        _ source: SourceAddress,
        runID: String?,
        loggedModelID: String?
    ) throws(InvalidName) -> VersionSource {
        guard loggedModelID == nil else { throw foreign("model_id") }
        guard source.authority.isEmpty, let id = source.components.first, id == runID else {
            throw foreign("run_id")
        }
        return .artifacts(.run, ownerID: id, path: source.components.dropFirst().joined(separator: "/"))
    }

    private static func models(
        _ source: SourceAddress,
        loggedModelID: String?
    ) throws(InvalidName) -> VersionSource {
        let components = source.components
        guard source.authority.isEmpty, let first = components.first else { throw foreign("model_id") }
        if components.count == 1, first.hasPrefix("m-"), !first.contains("@") {
            guard first == loggedModelID else { throw foreign("model_id") }
            return .artifacts(.loggedModel, ownerID: first, path: "")
        }
        if components.count == 2, let number = Int(components[1]), number > 0 {
            return .version(number, of: try ResourceName(first))
        }
        if components.count == 1, let at = first.lastIndex(of: "@") {
            return .alias(
                try AliasName(String(first[first.index(after: at)...])),
                of: try ResourceName(String(first[..<at]))
            )
        }
        throw InvalidName(
            detail: "must be models:/m-<id>, models:/<name>/<version> or models:/<name>@<alias>"
        )
    }

    /// `mlflow-artifacts:/<experiment>/<run>/artifacts/…` and `mlflow-artifacts:/<experiment>/models/<id>/artifacts/…`.
    private static func proxied(
        _ source: SourceAddress,
        runID: String?,
        loggedModelID: String?
    ) throws(InvalidName) -> VersionSource {
        let components = source.components
        let what = loggedModelID == nil ? "run_id" : "model_id"
        guard source.authority.isEmpty, components.count >= 3, ExperimentID(components[0]) != nil else {
            throw foreign(what)
        }
        if let loggedModelID {
            guard components.count >= 4, components[1] == "models", components[2] == loggedModelID,
                components[3] == "artifacts"
            else { throw foreign(what) }
            let path = components.dropFirst(4).joined(separator: "/")
            return .artifacts(.loggedModel, ownerID: loggedModelID, path: path)
        }
        guard let runID, components[1] == runID, components[2] == "artifacts" else { throw foreign(what) }
        return .artifacts(.run, ownerID: runID, path: components.dropFirst(3).joined(separator: "/"))
    }
}
