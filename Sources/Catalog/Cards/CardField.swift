/// One field of a card: where it stands, what it takes, and from which risk on it must be filled.
package struct CardField: Hashable, Sendable {
    /// What a field holds.
    package enum Kind: Hashable, Sendable {
        /// Prose of at most this many characters.
        case text(lengthMax: Int)
        /// At most 100 entries of 1 to 1,000 characters.
        case list
        /// At most 50 addresses that begin with http:// or https://.
        case links
        /// At most 500 measured results.
        case measurements
    }

    /// The least risk at which a card without the field is incomplete.
    package enum Requirement: Hashable, Sendable {
        case never
        /// For every risk but the minimal one; a risk that nobody has assessed counts as more than minimal.
        case aboveMinimal
        case high

        /// Whether a card of a model of this risk needs the field.
        package func applies(to risk: RiskClass) -> Bool {
            switch self {
            case .never: false
            case .aboveMinimal: risk != .minimal
            case .high: risk == .high || risk == .unacceptable
            }
        }
    }

    package let section: CardSection
    package let key: String
    package let title: String
    package let kind: Kind
    package let requirement: Requirement
    /// What to write, as the instruction that a validation report gives.
    package let guidance: String
    /// The point of Annex IV of the EU AI Act (Regulation 2024/1689) that the field speaks to.
    package let annexFour: String?

    init(
        _ section: CardSection,
        _ key: String,
        _ title: String,
        _ kind: Kind,
        _ requirement: Requirement,
        annexFour: String? = nil,
        _ guidance: String
    ) {
        self.section = section
        self.key = key
        self.title = title
        self.kind = kind
        self.requirement = requirement
        self.guidance = guidance
        self.annexFour = annexFour
    }

    /// As faults and reports name it: `intended_use.primary_uses`.
    package var path: String { "\(section.rawValue).\(key)" }
}
