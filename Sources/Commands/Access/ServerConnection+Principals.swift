import Access
import Identifiers

extension ServerConnection {
    private static let searchedMax = 10_000

    /// The id of a person or service given by id, email or display name.
    func principalID(of text: String) async throws -> String {
        if PrincipalID(text) != nil { return text }
        let found = try await matches(text, in: .api("principals"), fields: ["email", "display_name"])
        return try Self.only(found, text, what: "person or service")
    }

    /// The id of a team given by id or name.
    func teamID(of text: String) async throws -> String {
        if GroupID(text) != nil { return text }
        return try Self.only(
            try await matches(text, in: .api("groups"), fields: ["name"]),
            text,
            what: "team"
        )
    }

    /// Emails are unique, names need not be: the first field that matches anything decides.
    private func matches(_ text: String, in path: AddressPath, fields: [String]) async throws -> [JSONValue] {
        let all = try await list(path, itemsMax: Self.searchedMax).items
        for field in fields {
            let found = all.filter { $0[field]?.string?.lowercased() == text.lowercased() }
            if !found.isEmpty { return found }
        }
        return []
    }

    private static func only(_ found: [JSONValue], _ text: String, what: String) throws(CommandFailure)
        -> String
    {
        guard let id = found.first?["id"]?.string else {
            throw .answerIsNo("there is no \(what) \"\(text)\"")
        }
        guard found.count == 1 else {
            throw .usage("\(found.count) are called \"\(text)\"; say which by id or email")
        }
        return id
    }
}
