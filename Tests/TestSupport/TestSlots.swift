/// Bounds how many tests with a database live at a time: each takes connections and threads, and all run side by side.
package actor TestSlots {
    /// For whole platforms.
    package static let platforms = TestSlots(count: 4)
    /// For databases alone.
    static let databases = TestSlots(count: 4)

    /// Set where a slot is held already, so that what is made beside it does not wait for it.
    @TaskLocal private static var isHeld = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(count: Int) {
        free = count
    }

    /// Runs `body` when a slot is free.
    package nonisolated func holding<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard !Self.isHeld else { return try await body() }
        await take()
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await Self.$isHeld.withValue(true) { try await body() }) } catch {
            outcome = .failure(error)
        }
        await giveBack()
        return try outcome.get()
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
