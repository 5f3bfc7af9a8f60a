/// What a backend has and what its models take of it, for operators.
package struct BackendFigures: Equatable, Sendable {
    package let name: String
    /// Rounds that it computes at once.
    package let slots: Int
    /// Of all its models.
    package let memoryBytes: Int
    /// Nil for no bound.
    package let memoryBytesMax: Int?
}
