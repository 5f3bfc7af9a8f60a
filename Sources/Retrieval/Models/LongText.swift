/// What is done with a text that is longer than a model reads.
package enum LongText: Hashable, Sendable {
    /// The model reads the beginning, and the answer says so.
    case truncate
    /// `InferenceError.textTooLong`.
    case refuse
    /// All is read in overlapping windows, whose vectors are united; not for pairs.
    case windows
}
