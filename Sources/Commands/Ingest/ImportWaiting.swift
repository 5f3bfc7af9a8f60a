import Identifiers

/// Waits for an import and shows where it stands.
struct ImportWaiting {
    let session: Session
    let source: String
    let id: String

    /// The import once it is done or failed. Ctrl-C ends the waiting, not the import.
    func untilFinished() async throws -> JSONValue {
        let outcome = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
            group.addTask { try await poll() }
            group.addTask {
                await Interruption.wait()
                try Task.checkCancellation()
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        if let outcome { return outcome }
        session.console.note("")
        throw CommandFailure.impossible(
            "stopped waiting; the import goes on on the server, see it with: assay source imports \(source)"
        )
    }

    private func poll() async throws -> JSONValue {
        let bar = ProgressBar(on: session.console)
        defer { bar.end() }
        var watch = ImportWatch()
        while true {
            let job = try await currentState()
            let action = job.map { watch.saw(state: $0["state"]?.string) } ?? watch.sawNothing()
            if let job {
                show(job, on: bar)
            } else {
                bar.show("no answer", done: 0, total: nil, unit: .items)
            }
            switch action {
            case .finished: return job ?? .null
            case .askAgain(let seconds): try await session.server.wait(seconds: seconds)
            case .giveUp:
                throw CommandFailure.impossible(
                    "the server has been away too long; see the import with: assay source imports \(source)"
                )
            }
        }
    }

    /// Nil while the server is away or says that it is not ready.
    private func currentState() async throws -> JSONValue? {
        do {
            return try await session.server.get(.api("sources", source, "imports", id), repeating: false)
                .value
        } catch is TransportFault {
            return nil
        } catch let refusal as ServerRefusal where refusal.status >= 500 || refusal.status == 429 {
            return nil
        }
    }

    private func show(_ job: JSONValue, on bar: ProgressBar) {
        let state = job["state"]?.string ?? ""
        let (done, total) = (job["progress_done"]?.integer ?? 0, job["progress_total"]?.integer)
        bar.show(state, done: done, total: total, unit: .items)
    }
}
