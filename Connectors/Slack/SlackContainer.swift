import ConnectorKit
import Corpus
import Markup

/// Conversations as `channels.json`, `groups.json`, `mpims.json` and `dms.json` describe them.
enum SlackContainer {
    /// Nil for an element without an id.
    static func decode(_ element: LenientJSON, in index: SlackLayout.Index) -> ExportedContainer? {
        guard let id = element["id"]?.string, !id.isEmpty else { return nil }
        let members = (element["members"]?.elements ?? []).compactMap(\.string)
        return ExportedContainer(
            nativeID: id,
            name: SlackPerson.firstName([element["name"], element["name_normalized"]]) ?? id,
            kind: kind(element, in: index),
            isArchived: element["is_archived"]?.isTrueOrUnclear ?? false,
            topic: note(element["topic"]),
            purpose: note(element["purpose"]),
            memberNativeIDs: Set(members).sorted()
        )
    }

    /// A conversation that only its folder tells of: private and without members, unless it is assumed to be
    /// public.
    static func derived(folder: String, assumedPublic: Bool) -> ExportedContainer {
        let isID = SlackID.isConversation(folder)
        let kind: ExportedContainer.Kind =
            if SlackID.isDirectMessage(folder) {
                .directMessage
            } else if folder.hasPrefix("mpdm-") {
                .groupDirectMessage
            } else {
                assumedPublic && !folder.hasPrefix("G") || assumedPublic && !isID
                    ? .publicChannel : .privateChannel
            }
        return ExportedContainer(
            nativeID: isID ? folder : "folder:" + folder,
            name: folder,
            kind: kind,
            memberNativeIDs: []
        )
    }

    /// The most closed of what the file and the element's own flags say.
    private static func kind(_ element: LenientJSON, in index: SlackLayout.Index) -> ExportedContainer.Kind {
        if index == .dms || isTrue(element["is_im"]) { return .directMessage }
        if index == .mpims || isTrue(element["is_mpim"]) { return .groupDirectMessage }
        if index == .groups || isTrue(element["is_private"]) || isTrue(element["is_group"]) {
            return .privateChannel
        }
        return .publicChannel
    }

    /// `{"value": …}` as Slack writes it, or a bare string.
    private static func note(_ value: LenientJSON?) -> String {
        let text = value?["value"]?.string ?? value?.string ?? ""
        return VisibleText.cleaned(text)
    }

    private static func isTrue(_ value: LenientJSON?) -> Bool { value?.isTrueOrUnclear ?? false }
}

extension ExportedContainer.Kind {
    /// Larger is more closed.
    var closedness: Int {
        switch self {
        case .publicChannel: 0
        case .privateChannel: 1
        case .groupDirectMessage: 2
        case .directMessage: 3
        }
    }

    var isDirect: Bool { self == .directMessage || self == .groupDirectMessage }
}
