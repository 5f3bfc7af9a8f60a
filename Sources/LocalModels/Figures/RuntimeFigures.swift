/// What all models of this machine did, for operators.
package struct RuntimeFigures: Equatable, Sendable {
    package let models: [ModelFigures]
    package let backends: [BackendFigures]
    package let requestsQueued: Int
    package let cacheEntries: Int
    package let cacheBytes: Int
}
