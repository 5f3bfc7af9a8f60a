import ArgumentParser
import FoundationEssentials
import TransparencyLog

/// Which keys a log must be signed by.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A key that the log must be signed by, as name+id+base64; say it again for more.",
            valueName: "vkey"
        )
    )
    var key: [String] = []

    @Option(help: ArgumentHelp("File with such keys, one a line.", valueName: "path")) var keyFile: String?

    /// The keys that were named; none when the log's own word has to do.
    func keys() throws -> [NoteKey] {
        var texts = key
        if let keyFile {
            guard let data = try? Data(contentsOf: URL(filePath: keyFile)) else {
                throw CommandFailure.usage("the key file \(keyFile) cannot be read")
            }
            let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
            texts += lines.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
            if texts.isEmpty { throw CommandFailure.usage("the key file \(keyFile) holds no key") }
        }
        return try texts.map(Self.parsed)
    }
    private static func parsed(_ text: String) throws(CommandFailure) -> NoteKey {
        do { return try NoteKey(vkey: text) } catch { throw .usage(error.description) }
    }
}
