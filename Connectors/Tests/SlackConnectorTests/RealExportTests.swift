import ConnectorKit
import Corpus
import FoundationEssentials
import Testing

@testable import SlackConnector

/// Archives of real workspaces, kept outside the project; only counts are looked at.
enum RealExports {
    static let folder: String = {
        let given = ProcessInfo.processInfo.environment["ASSAY_TEST_DATA"]
        let checkout = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return (given ?? "/" + checkout + "/../shared") + "/data/slack"
    }()

    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder + "/hyperledger.zip") }
}

struct RealExportTests {
    @Test(
        "every message of a real export is read or skipped for a reason",
        .enabled(if: RealExports.arePresent),
        arguments: [
            ("hyperledger", 120_552, 5583, 121), ("haskell-jp", 24_924, 1388, 24),
            ("houstondatavis", 1382, 71, 16),
            ("viewer-testarchive", 158, 4, 2),
        ]
    )
    func counts(name: String, messages: Int, people: Int, channels: Int) throws {
        let source = try ExportPath.source(at: RealExports.folder + "/\(name).zip")
        let all = try Everything(
            SlackExportReader(source: source, options: SlackImportOptions(), checkpoint: nil)
        )
        let skipped = all.summary.skipped.filter { $0.key != .otherFile }.values.reduce(0, +)
        #expect(all.error == nil)
        #expect(all.messages.count + skipped == messages)
        #expect(all.summary.peopleRead == people)
        #expect(all.containers.count == channels)
        #expect(all.containers.values.allSatisfy { $0.kind == .publicChannel })
        #expect(all.summary.skipped[.unusable] == nil)
        #expect(all.problems(.malformedFile) == [])
        #expect(all.messages.allSatisfy { !$0.authorName.isEmpty && !$0.text.isEmpty })
        #expect(all.progress.unitsDone == all.progress.unitsTotal)
    }
}
