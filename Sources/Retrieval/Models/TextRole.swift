/// What a text is for, where a model wants queries and documents told apart by a prompt.
package enum TextRole: String, Hashable, Sendable, CaseIterable {
    case query
    case document
    /// Nothing is said: the model's default prompt, or none.
    case plain
}
