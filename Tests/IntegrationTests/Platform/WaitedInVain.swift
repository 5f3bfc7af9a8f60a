/// Waits until `condition` holds, at most two minutes.
func waitUntil(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<12_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw WaitedInVain(what: what)
}

struct WaitedInVain: Error {
    let what: String
}

/// Runs a service beside `body` and cancels it afterwards.
func whileRunning<Value: Sendable>(
    _ services: [@Sendable () async throws -> Void],
    _ body: () async throws -> Value
) async throws -> Value {
    let tasks = services.map { service in Task { try await service() } }
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    tasks.forEach { $0.cancel() }
    for task in tasks { _ = await task.result }
    return try outcome.get()
}
