extension SlackMarkup {
    /// The plain text of a message's `blocks`, one block a line; empty when none of them holds text.
    ///
    /// Understands rich_text, section, header, context, markdown, table, image, video and input blocks
    /// (https://api.slack.com/reference/block-kit/blocks); of unknown ones it takes a `text` if there is one.
    package func plainText(blocks: LenientJSON) -> String {
        lines(blocks.elements.map { block($0) })
    }

    private func block(_ block: LenientJSON) -> String {
        switch block["type"]?.string {
        case "rich_text": richText(block)
        case "section":
            lines([textObject(block["text"])] + (block["fields"]?.elements ?? []).map { textObject($0) })
        case "context": joined((block["elements"]?.elements ?? []).map { textObject($0) }, by: " ")
        case "markdown": block["text"]?.string ?? ""
        case "table": table(block)
        case "image": lines([textObject(block["title"]), block["alt_text"]?.string ?? ""])
        case "video": lines([textObject(block["title"]), textObject(block["description"])])
        case "input": textObject(block["label"])
        case "divider", "actions", "file": ""
        default: textObject(block["text"])
        }
    }

    /// A text object of type `mrkdwn` or `plain_text`, or a bare string.
    private func textObject(_ object: LenientJSON?) -> String {
        guard let object else { return "" }
        if let text = object.string { return text }
        if object["type"]?.string == "image" { return object["alt_text"]?.string ?? "" }
        guard let text = object["text"]?.string else { return "" }
        return object["type"]?.string == "mrkdwn" ? plainText(text) : text
    }

    private func table(_ table: LenientJSON) -> String {
        lines((table["rows"]?.elements ?? []).map { row in joined(row.elements.map { cell($0) }, by: " | ") })
    }

    private func cell(_ cell: LenientJSON) -> String {
        cell["type"]?.string == "rich_text" ? richText(cell) : textObject(cell)
    }

    private func richText(_ block: LenientJSON) -> String {
        lines((block["elements"]?.elements ?? []).map { richTextElement($0) })
    }

    private func richTextElement(_ element: LenientJSON) -> String {
        let children = element["elements"]?.elements ?? []
        switch element["type"]?.string {
        case "rich_text_list": return list(element, children)
        case "rich_text_quote":
            return inline(children).split(separator: "\n", omittingEmptySubsequences: false)
                .map { "> " + $0 }.joined(separator: "\n")
        case "rich_text_preformatted": return "```\n" + inline(children, inCode: true) + "\n```"
        default: return inline(children)
        }
    }

    private func list(_ list: LenientJSON, _ items: [LenientJSON]) -> String {
        let indent = String(repeating: "  ", count: min(max(list["indent"]?.int ?? 0, 0), 8))
        let first = (list["offset"]?.int ?? 0).addingReportingOverflow(1).partialValue
        let isOrdered = list["style"]?.string == "ordered"
        return lines(
            items.enumerated().map { position, item in
                let mark = isOrdered ? "\(first &+ position). " : "• "
                return indent + mark + richTextElement(item)
            }
        )
    }

    private func inline(_ elements: [LenientJSON], inCode: Bool = false) -> String {
        elements.map { leaf($0, inCode: inCode) }.joined()
    }

    private func leaf(_ leaf: LenientJSON, inCode: Bool) -> String {
        switch leaf["type"]?.string {
        case "text": code(leaf["text"]?.string ?? "", leaf, inCode)
        case "link": code(link(leaf, inCode), leaf, inCode)
        case "user": mention(leaf["user_id"], SlackToken.user)
        case "usergroup": mention(leaf["usergroup_id"], SlackToken.group)
        case "channel": mention(leaf["channel_id"], SlackToken.channel)
        case "emoji": leaf["name"]?.string.map { ":\($0):" } ?? ""
        case "broadcast": leaf["range"]?.string.map { "@" + $0 } ?? ""
        case "date": leaf["fallback"]?.string ?? leaf["timestamp"]?.text ?? ""
        case "color": leaf["value"]?.string ?? ""
        case "rich_text_section": inline(leaf["elements"]?.elements ?? [], inCode: inCode)
        default: leaf["text"]?.string ?? ""
        }
    }

    private func link(_ leaf: LenientJSON, _ inCode: Bool) -> String {
        link(url: leaf["url"]?.string ?? "", label: leaf["text"]?.string, inCode: inCode)
    }

    private func code(_ text: String, _ leaf: LenientJSON, _ inCode: Bool) -> String {
        guard !inCode, leaf["style"]?["code"] == .bool(true), !text.isEmpty else { return text }
        return "`\(text)`"
    }

    private func mention(_ id: LenientJSON?, _ token: (String, String?) -> SlackToken) -> String {
        id?.string.map { text(of: token($0, nil), inCode: false) } ?? ""
    }

    private func lines(_ parts: [String]) -> String { joined(parts, by: "\n") }

    private func joined(_ parts: [String], by separator: String) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: separator)
    }
}
