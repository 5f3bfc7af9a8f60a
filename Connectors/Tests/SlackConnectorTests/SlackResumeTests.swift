import ConnectorKit
import Corpus
import Testing

@testable import SlackConnector

struct SlackResumeTests {
    /// Twelve files of five messages.
    private func export() throws -> SampleExport {
        var members = SampleExport.lists
        for day in 10..<22 {
            let messages = (0..<5).map { #"{"text":"m\#(day)-\#($0)","ts":"17724\#(day)000.00000\#($0)"}"# }
            members["general/2026-03-\(day).json"] = "[\(messages.joined(separator: ","))]"
        }
        var sample = try SampleExport(members)
        sample.options.limits.batchRecordsMax = 7
        return sample
    }

    @Test("from every checkpoint on, the rest is read and nothing is lost")
    func resumes() throws {
        let sample = try export()
        var reader = try sample.reader()
        var stored: [String: String] = [:]
        let whole = try sample.read()
        #expect(whole.messages.count == 60)
        while let batch = try reader.nextBatch() {
            #expect(batch.messages.count <= 7)
            for message in batch.messages { stored[message.nativeID] = message.text }
            let rest = try Everything(sample.reader(checkpoint: batch.checkpoint))
            #expect(stored.merging(rest.texts) { $1 } == whole.texts)
            if batch.checkpoint.membersDone > 0 { #expect(rest.people.isEmpty && rest.containers.isEmpty) }
            #expect(rest.progress.unitsDone == 12)
        }
    }

    @Test("a finished checkpoint gives nothing again")
    func finished() throws {
        let sample = try export()
        let last = try #require(try sample.read().checkpoints.last)
        #expect(try Everything(sample.reader(checkpoint: last)).messages.isEmpty)
    }

    @Test("a checkpoint of another archive is refused")
    func mismatch() throws {
        let last = try #require(try export().read().checkpoints.last)
        let other = try SampleExport(["general/2026-03-02.json": "[]"])
        #expect(try Everything(other.reader(checkpoint: last)).error == .checkpointMismatch)
    }

    @Test("a broken-off archive gives everything before the damage and then an error")
    func truncatedArchive() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/acme.zip"
        let packer = try ArchivePacker(path: path, format: .zip)
        try packer.add(Array(SampleExport.lists["users.json", default: ""].utf8), as: "users.json")
        try packer.add(
            Array(#"[{"user":"U0ANN","text":"hi","ts":"1772409600.1"}]"#.utf8),
            as: "general/2026-03-02.json"
        )
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try packer.add(noise, as: "general/attachments/noise.bin")
        try packer.add(noise, as: "general/2026-03-03.json")
        try packer.add(Array("[]".utf8), as: "channels.json")
        try packer.finish()
        try folder.write(Array(try folder.read("acme.zip").prefix(150_000)), to: "acme.zip")
        var options = SlackImportOptions()
        options.assumePublicChannels = true
        let source = try ExportPath.source(at: path)
        let all = try Everything(SlackExportReader(source: source, options: options, checkpoint: nil))
        #expect(all.messages.map(\.authorName) == ["Ann"])
        #expect(all.containers["folder:general"]?.kind == .privateChannel)
        guard case .corrupt? = all.error else {
            Issue.record("the damage was not reported: \(String(describing: all.error))")
            return
        }
    }
}
