/// Slack's markup as plain text: mentions and links by name, the three entities as their characters, emphasis
/// marks gone.
///
/// Code between back-ticks and its fences stay as written, apart from tokens and entities, which Slack puts
/// there too.
package struct SlackMarkup<Names: MentionNames>: Sendable {
    let names: Names

    package init(names: Names) {
        self.names = names
    }

    /// Decodes the mrkdwn of a message's `text`; linear in its length.
    package func plainText(_ mrkdwn: String) -> String {
        guard mrkdwn.utf8.contains(where: { MrkdwnDecoder<Names>.isSyntax($0) }) else { return mrkdwn }
        var decoder = MrkdwnDecoder(markup: self, input: Array(mrkdwn.utf8))
        return decoder.decode()
    }

    func text(of token: SlackToken, inCode: Bool) -> String {
        switch token {
        case .user(let id, let label):
            "@" + withoutSigil(names.userName(id) ?? label.map(unescaped) ?? id, "@")
        case .channel(let id, let label):
            "#" + withoutSigil(names.channelName(id) ?? label.map(unescaped) ?? id, "#")
        case .group(let id, let label):
            "@" + withoutSigil(names.groupName(id) ?? label.map(unescaped) ?? id, "@")
        case .special(let name, let label): "@" + withoutSigil(label.map(unescaped) ?? name, "@")
        case .date(let seconds, let fallback): fallback.map(unescaped) ?? seconds
        case .link(let url, let label):
            link(url: unescaped(url), label: label.map(unescaped), inCode: inCode)
        }
    }

    /// The label, then the address in brackets when the label does not already show it.
    func link(url: String, label: String?, inCode: Bool) -> String {
        let isAddress = url.hasPrefix("mailto:") || url.hasPrefix("tel:")
        guard let label, !label.isEmpty else {
            return isAddress ? String(url.drop { $0 != ":" }.dropFirst()) : url
        }
        if inCode || isAddress || label == url { return label }
        let bare = url.hasSuffix("/") ? String(url.dropLast()) : url
        return bare.hasSuffix("://" + label) ? url : "\(label) (\(url))"
    }

    private func withoutSigil(_ name: String, _ sigil: Character) -> String {
        name.first == sigil ? String(name.dropFirst()) : name
    }

    private func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let input = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < input.count {
            let (byte, length) = SlackEntity.read(input, at: index)
            out.append(byte)
            index += length
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// The only three characters that Slack escapes.
enum SlackEntity {
    /// The byte that stands at `index`, and how many bytes of input it takes.
    static func read(_ input: [UInt8], at index: Int) -> (byte: UInt8, length: Int) {
        guard input[index] == UInt8(ascii: "&") else { return (input[index], 1) }
        if has("&lt;", input, index) { return (UInt8(ascii: "<"), 4) }
        if has("&gt;", input, index) { return (UInt8(ascii: ">"), 4) }
        if has("&amp;", input, index) { return (UInt8(ascii: "&"), 5) }
        return (input[index], 1)
    }

    private static func has(_ entity: StaticString, _ input: [UInt8], _ index: Int) -> Bool {
        let end = index + entity.utf8CodeUnitCount
        return end <= input.count && input[index..<end].elementsEqual(entity.description.utf8)
    }
}
