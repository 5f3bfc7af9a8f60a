package import Identifiers
import Signing

/// What people wrote into a card: sections with fields, nothing that the schema does not know.
package struct CardDocument: Hashable, Sendable {
    /// The most bytes of the canonical form.
    package static let bytesMax = 262_144

    /// Filled fields by path.
    private let values: [String: CardValue]

    init(values: [String: CardValue]) {
        self.values = values.filter { !$0.value.isEmpty }
    }

    package static let empty = CardDocument(values: [:])

    package func value(of field: CardField) -> CardValue? { values[field.path] }

    /// The paths of the filled fields, sorted.
    package var filledFields: [String] { values.keys.sorted() }

    /// `{"model_details": {"summary": …}, …}` without empty fields and sections.
    package var json: JSONValue {
        var sections: [String: JSONValue] = [:]
        for section in CardSection.allCases {
            var members: [String: JSONValue] = [:]
            for field in CardSchema.fields(of: section) { members[field.key] = values[field.path]?.json }
            if !members.isEmpty { sections[section.rawValue] = .object(members) }
        }
        return .object(sections)
    }

    /// RFC 8785 of `json`; the digest of a revision is taken over these bytes.
    package var canonicalBytes: [UInt8] {
        get throws { try CanonicalJSON.encode(json) }
    }

    package var digest: Digest {
        get throws { Digest.sha256(of: try canonicalBytes) }
    }

    /// The card of a version: each section that the version's own card has replaces the model's whole section, so that nobody reads half of one beside half of the other.
    package func overridden(by version: CardDocument) -> CardDocument {
        let replaced = version.sections
        let kept = values.filter { path, _ in !replaced.contains { path.hasPrefix($0.rawValue + ".") } }
        return CardDocument(values: kept.merging(version.values) { _, own in own })
    }

    /// The sections that say something.
    package var sections: [CardSection] {
        CardSection.allCases.filter { section in values.keys.contains { $0.hasPrefix(section.rawValue + ".") }
        }
    }
}
