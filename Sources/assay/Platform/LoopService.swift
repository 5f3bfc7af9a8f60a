import ServiceLifecycle

/// A loop that runs until the group shuts down; its error ends the group, because nothing half-running is served.
struct LoopService: Service {
    private let name: String
    private let loop: @Sendable () async throws -> Void
    private let end: @Sendable () async -> Void

    /// `end` runs when the group shuts down, before what was started earlier ends.
    init(
        _ name: String,
        loop: @escaping @Sendable () async throws -> Void,
        end: @escaping @Sendable () async -> Void = {}
    ) {
        self.name = name
        self.loop = loop
        self.end = end
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await loop() }
        } catch is CancellationError {
            return await end()
        }
        // A loop that ends by itself waits here for the others.
        try? await gracefulShutdown()
        await end()
    }
}
