import Access
import HTTPTypes
import Identifiers
import PostgresClient
import Testing
import Workflows

/// A stage with a Slack workspace on it: makes sources, imports exports, asks questions.
extension Stage {
    /// Uploads an export and waits until it is done or failed; the worker must be running.
    @discardableResult
    func importing(
        _ bytes: [UInt8],
        into source: String = Stage.source,
        query: String = ""
    ) async throws -> JSONValue {
        let path = try await queue(bytes, into: source, query: query)
        return try await finished(path)
    }

    /// The address of the queued import.
    func queue(_ bytes: [UInt8], into source: String = Stage.source, query: String = "") async throws
        -> String
    {
        let call = Call.upload(.post, "/api/v1/sources/\(source)/imports\(query)", bytes)
        return try #require(try await expect(call, by: .admin).header("Location"))
    }

    func finished(_ path: String) async throws -> JSONValue {
        var job = JSONValue.null
        try await waitUntil("the import to end") {
            job = try await expect(.get(path), by: .admin).json
            return ["done", "failed"].contains(job["state"]?.string)
        }
        try await platform.catchUpIndex()
        return job
    }

    /// Runs the import worker beside `body`, without the import of the stage itself.
    func whileImporting(_ body: () async throws -> Void) async throws {
        try await withdrawOwnImport()
        let worker = platform.importWorker()
        try await whileRunning([{ await worker.run() }], body)
    }

    /// The stage's own upload is no archive.
    func withdrawOwnImport() async throws {
        _ = try await platform.superuser.execute(
            "UPDATE imports SET state = 'failed' WHERE id::text = \(importID)"
        )
    }

    func ask(_ question: String, by person: Person) async throws -> Answered {
        Answered(try await expect(.post("/api/v1/ask", ["question": .string(question)]), by: person))
    }
}
