import Markup

/// The searchable text of a message: its blocks or text, then its attachments, then what is known of its
/// files.
struct SlackText {
    /// Bytes of a file's preview that are kept.
    private static let previewCharactersMax = 2000
    private static let attachmentsMax = 100

    let markup: SlackMarkup<SlackNames>

    /// Without hidden characters and without white space around it.
    func extract(_ message: LenientJSON) -> String {
        var parts = [body(message)]
        for attachment in (message["attachments"]?.elements ?? []).prefix(Self.attachmentsMax) {
            append(self.attachment(attachment), to: &parts)
        }
        for file in (message["files"]?.elements ?? []).prefix(Self.attachmentsMax)
            + [message["file"]].compactMap({ $0 })
        {
            append(self.file(file), to: &parts)
        }
        return trimmed(VisibleText.cleaned(parts.filter { !$0.isEmpty }.joined(separator: "\n")))
    }

    /// Blocks are the fuller form, but a bot may put its words into `text` beside blocks that hold only
    /// buttons.
    private func body(_ message: LenientJSON) -> String {
        let text = markup.plainText(message["text"]?.string ?? "")
        guard let blocks = message["blocks"] else { return text }
        let blockText = markup.plainText(blocks: blocks)
        let isComplete = blocks.elements.allSatisfy { $0["type"]?.string == "rich_text" }
        return blockText.isEmpty || !isComplete && blockText.utf8.count < text.utf8.count ? text : blockText
    }

    private func attachment(_ attachment: LenientJSON) -> String {
        func part(_ key: String) -> String { markup.plainText(attachment[key]?.string ?? "") }
        let fields = (attachment["fields"]?.elements ?? []).map { field in
            [field["title"], field["value"]].compactMap { $0?.text }.filter { !$0.isEmpty }
                .map { markup.plainText($0) }.joined(separator: ": ")
        }
        var text = part("text")
        if text.isEmpty, let blocks = attachment["blocks"] { text = markup.plainText(blocks: blocks) }
        let lines = ([part("pretext"), part("title"), text] + fields).filter { !$0.isEmpty }
        return lines.isEmpty ? part("fallback") : lines.joined(separator: "\n")
    }

    /// Nothing for files that were deleted or lie beyond the workspace's limit.
    private func file(_ file: LenientJSON) -> String {
        if ["tombstone", "hidden_by_limit"].contains(file["mode"]?.string) { return "" }
        let title = [file["title"], file["name"]].compactMap { $0?.string }.first { !$0.isEmpty }
        let preview = file["preview"]?.string.map { String($0.prefix(Self.previewCharactersMax)) }
        return [title.map { "[file: \($0)]" }, preview].compactMap { $0 }.joined(separator: "\n")
    }

    /// Adds what the text does not already say: old exports repeat a file's title in the text.
    private func append(_ part: String, to parts: inout [String]) {
        let inner = part.hasPrefix("[file: ") ? String(part.dropFirst(7).prefix { $0 != "]" }) : part
        guard !part.isEmpty, !parts.contains(where: { Self.contains($0, inner) }) else { return }
        parts.append(part)
    }

    /// Looks only into short texts, so that a hostile message cannot make this slow.
    private static func contains(_ text: String, _ part: String) -> Bool {
        if text == part { return true }
        guard !part.isEmpty, text.utf8.count <= 4096, part.utf8.count <= 256 else { return false }
        return text.contains(part)
    }

    private func trimmed(_ text: String) -> String {
        guard let start = text.firstIndex(where: { !$0.isWhitespace }),
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[start...end])
    }
}
