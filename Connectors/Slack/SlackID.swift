/// The shapes of Slack's ids.
enum SlackID {
    static let slackbot = "USLACKBOT"

    /// `C…` channels, `G…` private channels and group messages, `D…` direct messages.
    static func isConversation(_ text: String) -> Bool { isID(text, sigils: "CGD") }

    static func isDirectMessage(_ text: String) -> Bool { isID(text, sigils: "D") }

    private static func isID(_ text: String, sigils: String) -> Bool {
        guard let first = text.first, sigils.contains(first), text.utf8.count >= 8 else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: false
            }
        }
    }
}
