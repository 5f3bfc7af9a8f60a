/// Waiting for something outside this process that can only be asked, never subscribed to.
enum Patience {
    static let pollMilliseconds = 20

    /// Asks until there is an answer; nil when there is none after `seconds`.
    ///
    /// A cancelled task still waits: what it waits for, such as a server going down, cannot be left half
    /// done.
    static func wait<Answer>(
        seconds: Int,
        everyMilliseconds: Int = pollMilliseconds,
        for ask: () async throws -> Answer?
    ) async rethrows -> Answer? {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while true {
            if let answer = try await ask() { return answer }
            guard ContinuousClock.now < deadline else { return nil }
            await pause(milliseconds: everyMilliseconds)
        }
    }

    private static func pause(milliseconds: Int) async {
        let pause = Task.detached { try await Task.sleep(for: .milliseconds(milliseconds)) }
        _ = await pause.result
    }
}
