/// The address of a message in its Slack workspace.
package enum SlackPermalink {
    /// `https://<domain>.slack.com/archives/<channel>/p<ts without point>`, with `thread_ts` for replies.
    ///
    /// Nil without a domain, and when any part is not of the form Slack uses: a link is never guessed.
    package static func url(
        workspaceDomain: String?,
        containerNativeID: String,
        nativeID: String,
        threadNativeID: String?
    ) -> String? {
        guard let domain = workspaceDomain, isDomain(domain), SlackID.isConversation(containerNativeID),
            let stamp = SlackTimestamp(nativeID)
        else { return nil }
        let link =
            "https://\(domain).slack.com/archives/\(containerNativeID)/p"
            + stamp.text.filter { $0 != "." }
        guard let thread = threadNativeID, thread != nativeID, let root = SlackTimestamp(thread) else {
            return link
        }
        return link + "?thread_ts=\(root.text)&cid=\(containerNativeID)"
    }

    /// One or two host labels: `acme`, or `acme.enterprise` on Grid.
    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(labels.count)
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { byte in
                        switch byte {
                        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                            UInt8(ascii: "-"):
                            true
                        default: false
                        }
                    }
            }
    }
}
