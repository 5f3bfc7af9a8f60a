/// What stands between `<` and `>` in Slack's message markup
/// (https://api.slack.com/reference/surfaces/formatting).
enum SlackToken: Equatable {
    case user(id: String, label: String?)
    /// The label is empty for channels that the exporter could not see.
    case channel(id: String, label: String?)
    case group(id: String, label: String?)
    /// `here`, `channel`, `everyone` and commands unknown to us.
    case special(name: String, label: String?)
    case date(seconds: String, fallback: String?)
    case link(url: String, label: String?)

    /// Nil when the text is no token of Slack's, so that it can stay as it stands. Entities are still escaped
    /// in it.
    init?(_ inside: some StringProtocol) {
        let parts = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let head = parts[0]
        let label = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
        guard let sigil = head.utf8.first, !head.utf8.contains(UInt8(ascii: "\n")) else { return nil }
        let name = String(head.dropFirst())
        switch sigil {
        case UInt8(ascii: "@") where Self.isID(name): self = .user(id: name, label: label)
        case UInt8(ascii: "#") where Self.isID(name): self = .channel(id: name, label: label)
        case UInt8(ascii: "!"): self = Self.command(name, label: label)
        default:
            guard Self.hasScheme(head) else { return nil }
            self = .link(url: String(head), label: label)
        }
    }

    private static func command(_ name: String, label: String?) -> SlackToken {
        let parts = name.split(separator: "^", omittingEmptySubsequences: false).map { String($0) }
        if parts[0] == "subteam", parts.count > 1 { return .group(id: parts[1], label: label) }
        if parts[0] == "date", parts.count > 1 { return .date(seconds: parts[1], fallback: label) }
        return .special(name: name, label: label)
    }

    private static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 != 0x20 && $0 < 0x80 }
    }

    /// A scheme as in RFC 3986 section 3.1, followed by a colon and something.
    private static func hasScheme(_ text: some StringProtocol) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon != text.utf8.startIndex else {
            return false
        }
        let scheme = text.utf8[..<colon]
        return text.utf8.index(after: colon) != text.utf8.endIndex
            && scheme.allSatisfy { byte in
                switch byte | 0x20 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                }
            }
    }
}
