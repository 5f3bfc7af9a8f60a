import Identifiers

/// What a question about lineage begins at, as people write it: `dataset:claims/3`, `model:fraud/1`, `run:<32 hex>`, `logged_model:m-<32 hex>`, `deployment:<id>`, `features:<name>/<version>`.
package enum LineageStart: Hashable, Sendable {
    case datasetVersion(ResourceName, Int)
    case modelVersion(ResourceName, Int)
    case featureSet(ResourceName, Int)
    case run(LineageNode.ID)
    case loggedModel(LineageNode.ID)
    case deployment(LineageNode.ID)

    /// The forms that `init` takes, for messages.
    package static let forms =
        "dataset:NAME/VERSION, model:NAME/VERSION, features:NAME/VERSION, run:ID, logged_model:ID or deployment:ID"

    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        let start: LineageStart? =
            switch text[..<colon] {
            case "dataset": Self.versioned(rest).map { .datasetVersion($0.0, $0.1) }
            case "model": Self.versioned(rest).map { .modelVersion($0.0, $0.1) }
            case "features": Self.versioned(rest).map { .featureSet($0.0, $0.1) }
            case "run": Self.id(rest).map(LineageStart.run)
            case "logged_model":
                Self.id(rest.hasPrefix("m-") ? rest.dropFirst(2) : rest).map(LineageStart.loggedModel)
            case "deployment": Self.id(rest).map(LineageStart.deployment)
            default: nil
            }
        guard let start else { return nil }
        self = start
    }

    package var kind: LineageNode.Kind {
        switch self {
        case .datasetVersion: .datasetVersion
        case .modelVersion: .modelVersion
        case .featureSet: .featureSet
        case .run: .run
        case .loggedModel: .loggedModel
        case .deployment: .deployment
        }
    }

    private static func versioned(_ text: Substring) -> (ResourceName, Int)? {
        guard let slash = text.lastIndex(of: "/"), let name = try? ResourceName(String(text[..<slash])),
            let number = Int(text[text.index(after: slash)...]), (1...Int(Int32.max)).contains(number)
        else { return nil }
        return (name, number)
    }

    /// A UUID with or without its hyphens.
    private static func id(_ text: Substring) -> LineageNode.ID? {
        Hexadecimal.decode(text.filter { $0 != "-" }).flatMap { LineageNode.ID(bytes: $0) }
    }
}
