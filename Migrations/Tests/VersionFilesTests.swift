import Foundation
import Testing

@testable import SchemaHistory

@Suite("The version files")
struct VersionFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "versions")

    private static func fileNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
    }

    @Test("are all in the list, in order, byte for byte")
    func complete() throws {
        let listed = SchemaHistory.versions.map { version in
            "v" + String(String(10_000 + version.number).dropFirst()) + "_\(version.name).sql"
        }
        #expect(try Self.fileNames() == listed)
        for (name, version) in zip(listed, SchemaHistory.versions) {
            #expect(try Data(contentsOf: Self.folder.appending(path: name)) == Data(version.bytes), "\(name)")
        }
    }

    @Test("leave transactions to the runner", arguments: SchemaHistory.versions)
    func noTransactionControl(_ version: SchemaVersion) {
        let forbidden = ["BEGIN;", "COMMIT;", "ROLLBACK;", "START TRANSACTION", "CONCURRENTLY", "VACUUM"]
        let found = version.sql.split(separator: "\n").filter { line in
            let text = line.split(separator: "--", omittingEmptySubsequences: false).first ?? ""
            return forbidden.contains { text.uppercased().contains($0) }
        }
        #expect(found.isEmpty)
    }
}
