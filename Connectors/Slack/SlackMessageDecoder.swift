import ConnectorKit
import Corpus
import Identifiers
import Markup

/// Turns one element of a message file into a record, or says why there is none.
struct SlackMessageDecoder {
    enum Outcome {
        case message(ExportedMessage, textWasCut: Bool)
        /// The root of a thread was deleted: an empty message that keeps its replies together.
        case tombstone(ExportedMessage)
        case deletion(SlackTimestamp)
        case skip(SkipReason)
        /// Fit to be shown; says nothing of the content.
        case unusable(String)
    }

    let names: SlackNames
    let textBytesMax: Int

    func decode(_ element: LenientJSON, container: ExportedContainer) -> Outcome {
        guard element.isObject else { return .unusable("an element is no message") }
        if let type = element["type"]?.string, type != "message" { return .skip(.notice) }
        switch SlackSubtype(element["subtype"]?.string) {
        case .notice: return .skip(.notice)
        case .deleted: return deletion(element)
        case .changed: return revision(element, container: container)
        case .tombstone: return tombstone(element, container: container)
        case .ordinary:
            return element["hidden"] == .bool(true) ? .skip(.notice) : message(element, container: container)
        }
    }

    private func message(_ element: LenientJSON, container: ExportedContainer) -> Outcome {
        guard var message = skeleton(element, container: container) else {
            return .unusable("a message has no valid ts")
        }
        let text = SlackText(markup: SlackMarkup(names: names)).extract(element)
        if text.isEmpty { return .skip(.empty) }
        message.text = Self.cut(text, to: textBytesMax)
        return .message(message, textWasCut: message.text.utf8.count < text.utf8.count)
    }

    private func tombstone(_ element: LenientJSON, container: ExportedContainer) -> Outcome {
        guard var message = skeleton(element, container: container) else {
            return .unusable("a message has no valid ts")
        }
        message.threadNativeID = message.threadNativeID ?? message.nativeID
        return .tombstone(message)
    }

    private func deletion(_ element: LenientJSON) -> Outcome {
        let ts = element["deleted_ts"]?.text ?? element["previous_message"]?["ts"]?.text
        return ts.flatMap { SlackTimestamp($0) }.map { .deletion($0) }
            ?? .unusable("a deletion names no message")
    }

    /// The new revision lies inside the event; the event's own time is that of the edit unless the revision
    /// says better.
    private func revision(_ element: LenientJSON, container: ExportedContainer) -> Outcome {
        guard let inner = element["message"], SlackSubtype(inner["subtype"]?.string) != .changed else {
            return .unusable("a revision holds no message")
        }
        guard case .message(var message, let textWasCut) = decode(inner, container: container) else {
            return decode(inner, container: container)
        }
        message.editedAt = message.editedAt ?? element["ts"]?.text.flatMap { SlackTimestamp($0)?.instant }
        return .message(message, textWasCut: textWasCut)
    }

    /// Everything but the text; nil without a valid `ts`.
    private func skeleton(_ element: LenientJSON, container: ExportedContainer) -> ExportedMessage? {
        guard let ts = element["ts"]?.text.flatMap({ SlackTimestamp($0) }) else { return nil }
        let author = element["user"]?.string ?? element["comment"]?["user"]?.string
        return ExportedMessage(
            containerNativeID: container.nativeID,
            nativeID: ts.text,
            threadNativeID: thread(element, ts),
            authorNativeID: author,
            authorName: authorName(element, author),
            sentAt: ts.instant,
            editedAt: element["edited"]?["ts"]?.text.flatMap { SlackTimestamp($0)?.instant },
            text: "",
            isFromBot: element["subtype"]?.string == "bot_message" || element["bot_id"]?.string != nil
        )
    }

    /// By `thread_ts`; the parent's list of replies is missing in newer exports and only marks a root in
    /// older ones.
    private func thread(_ element: LenientJSON, _ ts: SlackTimestamp) -> String? {
        if let thread = element["thread_ts"]?.text, SlackTimestamp(thread) != nil { return thread }
        let hasReplies =
            (element["reply_count"]?.int ?? 0) > 0 || !(element["replies"]?.elements ?? []).isEmpty
        return hasReplies ? ts.text : nil
    }

    private func authorName(_ element: LenientJSON, _ author: String?) -> String {
        if let author, let name = names.userName(author) { return name }
        let profile = element["user_profile"]
        return SlackPerson.firstName([
            profile?["real_name"], profile?["display_name"], profile?["name"],
            element["username"], element["bot_profile"]?["name"],
        ]) ?? author ?? (element["bot_id"] == nil ? "unknown" : "bot")
    }

    /// The text up to `bytesMax` UTF-8 bytes, ending between two characters.
    static func cut(_ text: String, to bytesMax: Int) -> String {
        guard text.utf8.count > bytesMax else { return text }
        let limit = text.utf8.index(text.startIndex, offsetBy: bytesMax)
        var end = limit
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}
