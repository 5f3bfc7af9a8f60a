import Corpus
import Markup

/// People as `users.json`, `org_users.json` and the `user_profile` of a message describe them.
enum SlackPerson {
    private static let nameCharactersMax = 200

    /// Nil for an element without an id.
    static func decode(_ user: LenientJSON) -> ExportedPerson? {
        guard let id = user["id"]?.string, !id.isEmpty else { return nil }
        let profile = user["profile"]
        let name = [profile?["real_name"], user["real_name"], profile?["display_name"], user["name"]]
        let email = profile?["email"]?.string ?? user["email"]?.string
        return ExportedPerson(
            nativeID: id,
            displayName: firstName(name) ?? id,
            email: email.flatMap { $0.isEmpty ? nil : $0 },
            isBot: user["is_bot"]?.isTrueOrUnclear ?? false || id == SlackID.slackbot,
            isGuest: isTrue(user["is_restricted"]) || isTrue(user["is_ultra_restricted"]),
            isDeactivated: isTrue(user["deleted"])
        )
    }

    /// An author who is missing in the lists. Taken as a guest unless the profile says otherwise.
    static func decode(authorID: String, profile: LenientJSON) -> ExportedPerson? {
        guard let name = firstName([profile["real_name"], profile["display_name"], profile["name"]]) else {
            return nil
        }
        let restricted = profile["is_restricted"]?.isTrueOrUnclear ?? true
        let ultraRestricted = profile["is_ultra_restricted"]?.isTrueOrUnclear ?? true
        return ExportedPerson(nativeID: authorID, displayName: name, isGuest: restricted || ultraRestricted)
    }

    /// The first of the values that is a visible name, on one line.
    static func firstName(_ values: [LenientJSON?]) -> String? {
        for value in values.compactMap({ $0?.string }) {
            let line = VisibleText.cleaned(value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !line.isEmpty { return String(line.prefix(nameCharactersMax)) }
        }
        return nil
    }

    private static func isTrue(_ value: LenientJSON?) -> Bool { value?.isTrueOrUnclear ?? false }
}
