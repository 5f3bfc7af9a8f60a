/// Something in a card that is missing or wrong, and how to mend it.
package struct CardFault: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        /// Required for the model's risk class, and not there.
        case missing
        /// There, and not as the schema wants it.
        case invalid
    }

    package let kind: Kind
    /// Such as `intended_use.primary_uses` or `metrics.performance_measures[3]`.
    package let field: String
    package let detail: String
    /// The point of Annex IV of the EU AI Act that the field speaks to.
    package let annexFour: String?

    package init(_ kind: Kind, _ field: String, _ detail: String, annexFour: String? = nil) {
        self.kind = kind
        self.field = field
        self.detail = detail
        self.annexFour = annexFour
    }
}
