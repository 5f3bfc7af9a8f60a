/// Bounds how many platforms live at a time: each takes connections and threads, and tests run side by side.
actor PlatformSlots {
    static let shared = PlatformSlots(count: 4)

    /// Set where a slot is held already, so that a platform made beside another one does not wait for it.
    @TaskLocal static var isHeld = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(count: Int) {
        free = count
    }

    nonisolated func holding(_ body: () async throws -> Void) async throws {
        guard !Self.isHeld else { return try await body() }
        await take()
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await Self.$isHeld.withValue(true) { try await body() }) } catch {
            outcome = .failure(error)
        }
        await giveBack()
        try outcome.get()
    }

    private func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
