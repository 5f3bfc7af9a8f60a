import Identifiers

/// How the newest contract of a feature set differs from the one that a model version was trained on.
package struct ContractComparison: Hashable, Sendable {
    package enum Compatibility: String, Hashable, Sendable, CaseIterable {
        /// The same promise.
        case identical
        /// Every feature that was trained on is still there and means the same.
        case compatible
        /// A feature that was trained on is gone or may mean something else.
        case breaking
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case removed
        case typeChanged = "type_changed"
        case becameNullable = "became_nullable"
        case codeChanged = "code_changed"
        case keysChanged = "keys_changed"
        case datasetChanged = "dataset_changed"
        case noLongerNullable = "no_longer_nullable"
        case added

        /// Whether a model trained before may get wrong or missing values.
        package var isBreaking: Bool {
            switch self {
            case .removed, .typeChanged, .becameNullable, .codeChanged, .keysChanged, .datasetChanged: true
            case .noLongerNullable, .added: false
            }
        }
    }

    /// One difference of one feature.
    package struct Difference: Hashable, Sendable {
        package let feature: String
        package let kind: Kind
        package let before: String?
        package let after: String?
    }

    /// In byte order of feature names.
    package let differences: [Difference]

    package init(trainedOn old: [Feature], newest new: [Feature]) {
        let olds = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let news = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let names = Set(olds.keys).union(news.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        differences = names.flatMap { name -> [Difference] in
            switch (olds[name], news[name]) {
            case (let old?, let new?): return Self.differences(old, new)
            case (let old?, nil):
                return [Difference(feature: name, kind: .removed, before: old.type.text, after: nil)]
            case (nil, let new?):
                return [Difference(feature: name, kind: .added, before: nil, after: new.type.text)]
            case (nil, nil): return []
            }
        }
    }

    package var compatibility: Compatibility {
        if differences.isEmpty { return .identical }
        return differences.contains { $0.kind.isBreaking } ? .breaking : .compatible
    }

    /// The verdict in a sentence.
    package var explanation: String {
        switch compatibility {
        case .identical: return "The newest contract promises exactly what this version was trained on."
        case .compatible:
            return
                "The newest contract differs, but every feature this version was trained on is still there "
                + "and means the same. The version can be served; train the next one on the newest contract."
        case .breaking:
            let features = Set(differences.filter(\.kind.isBreaking).map(\.feature)).sorted()
            let shown = features.prefix(10).joined(separator: ", ")
            let more = features.count > 10 ? " and \(features.count - 10) more" : ""
            return
                "Features this version was trained on are gone or may mean something else: \(shown)\(more). "
                + "Evaluate it again or retrain it before serving it on the newest contract."
        }
    }

    /// The rule that verdicts follow, for answers to carry.
    package static let rule =
        "A version is current while the newest contract of its feature set has the digest of the one it was trained on. "
        + "Any other contract makes it outdated: breaking when a feature was removed, changed its type, code, entity keys "
        + "or dataset, or may now be missing (nullable); compatible when features were only added or are no longer nullable. "
        + "Descriptions and new versions of the same dataset change nothing."

    private static func differences(_ old: Feature, _ new: Feature) -> [Difference] {
        var found: [Difference] = []
        func note(_ kind: Kind, _ before: String?, _ after: String?) {
            found.append(Difference(feature: old.name, kind: kind, before: before, after: after))
        }
        if old.type != new.type { note(.typeChanged, old.type.text, new.type.text) }
        if old.isNullable != new.isNullable {
            note(
                new.isNullable ? .becameNullable : .noLongerNullable,
                String(old.isNullable),
                String(new.isNullable)
            )
        }
        if old.sourceDigest != new.sourceDigest {
            note(.codeChanged, "sha256:\(old.sourceDigest.hex)", "sha256:\(new.sourceDigest.hex)")
        }
        if old.entityKeys != new.entityKeys {
            note(.keysChanged, old.entityKeys.joined(separator: ", "), new.entityKeys.joined(separator: ", "))
        }
        if old.source?.dataset != new.source?.dataset {
            note(.datasetChanged, old.source?.dataset.text, new.source?.dataset.text)
        }
        return found
    }
}
