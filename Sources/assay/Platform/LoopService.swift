import ServiceLifecycle

/// A loop that runs until the group shuts down; its error ends the group, because nothing half-running is served.
struct LoopService: Service {
    private let name: String
    private let loop: @Sendable () async throws -> Void

    init(_ name: String, loop: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.loop = loop
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await loop() }
        } catch is CancellationError {
            return
        }
        // A loop that ends by itself waits here for the others.
        try? await gracefulShutdown()
    }
}
