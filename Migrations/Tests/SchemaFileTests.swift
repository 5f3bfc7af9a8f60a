import Foundation
import Logging
import PostgresClient
import TestSupport
import Testing

@testable import SchemaHistory

@Suite("schema.sql")
struct SchemaFileTests {
    private let golden = GoldenFile("../schema.sql")

    @Test("describes the schema that the versions lead to, line for line")
    func equalsVersions() async throws {
        let isKnown = FileManager.default.fileExists(atPath: golden.url.path(percentEncoded: false))
        guard isKnown, !GoldenFile.isRecording else { return try await record() }
        let fromVersions = try await withTemporaryDatabase { try await lines($0, after: nil) }
        let file = try String(contentsOf: golden.url, encoding: .utf8)
        let fromFile = try await withTemporaryDatabase(.empty) { try await lines($0, after: file) }
        let difference = SchemaDrift(expected: fromVersions, actual: fromFile)
        #expect(difference.isEmpty, "run with \(GoldenFile.variable)=1, or mend the versions:\n\(difference)")
    }

    private func lines(_ database: TemporaryDatabase, after script: String?) async throws -> [String] {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let configuration = PostgresConfiguration(connectionString: database.superuserConnectionString)
        let pool = PostgresPool(configuration, logger: logger)
        let lines = try await pool.withConnection { connection in
            if let script { try await connection.executeScript(script) }
            return try await CatalogueDescription.lines(connection)
        }
        await pool.shutdown()
        return lines
    }

    private func record() async throws {
        let directory = try await TemporaryPostgres.shared.binariesDirectory
        let dump = try await withTemporaryDatabase { database in
            let process = Process()
            process.executableURL = URL(filePath: "\(directory)/pg_dump")
            process.arguments = [
                "--schema-only", "--no-owner", "--exclude-schema=migration", "--dbname",
                database.superuserConnectionString,
            ]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
            return text
        }
        try golden.expect(Self.withoutNoise(dump))
    }

    /// Leaves out commands for psql alone, which carry random text, and comments that name a server's
    /// release.
    private static func withoutNoise(_ dump: String) -> String {
        let lines = dump.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.hasPrefix("\\") && !$0.hasPrefix("-- Dumped") }.joined(separator: "\n")
    }
}
