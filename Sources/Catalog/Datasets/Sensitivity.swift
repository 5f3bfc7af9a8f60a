/// How much harm the data can do in wrong hands, from least to most.
package enum Sensitivity: String, Hashable, Sendable, Codable, CaseIterable {
    case `public`
    case `internal`
    case confidential
    case restricted

    /// What nobody has classified counts as the most sensitive.
    package static let whenUnclassified = Sensitivity.restricted
}
