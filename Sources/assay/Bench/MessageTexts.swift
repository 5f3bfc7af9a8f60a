import ConnectorKit
import Corpus
import FoundationEssentials
import SlackConnector

/// The texts of an export's messages, in the order of the export.
enum MessageTexts {
    /// Up to `count` texts that are not empty; fails when the export has fewer than a tenth of that.
    static func read(_ path: String, count: Int) throws -> [String] {
        var reader = SlackExportReader(
            source: try ExportPath.source(at: path),
            options: SlackImportOptions(includeDirectMessages: false, assumePublicChannels: true),
            checkpoint: nil
        )
        var texts: [String] = []
        while texts.count < count, let batch = try reader.nextBatch() {
            texts += batch.messages.map(\.text).filter { !$0.isEmpty }
        }
        guard texts.count * 10 >= count else {
            throw BenchFault("\(path) has \(texts.count) messages with text; \(count) are wanted")
        }
        return Array(texts.prefix(count))
    }

    /// Each text once, where it came first.
    static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
