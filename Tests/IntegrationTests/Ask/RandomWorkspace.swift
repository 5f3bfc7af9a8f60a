import TestSupport

/// A workspace with random channels, members and messages, in which each channel has a word of its own.
struct RandomWorkspace {
    static let subjects = [
        "ledger", "gateway", "billing", "search", "mobile", "storage", "network", "release", "budget",
        "hiring",
    ]
    private static let verbs = ["replace", "delay", "extend", "rewrite", "remove", "measure"]
    private static let reasons = ["cost", "latency", "safety", "a customer", "the audit", "the deadline"]
    private static let askers: [(user: String, person: Person)] = [
        ("U0EMPLOYEE", .employee), ("U0ENGINEER", .engineer), ("U0REVIEWER", .reviewer),
    ]

    let export: SlackExport
    /// The word that only this channel's messages hold, by channel.
    let secrets: [String]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var users = Self.askers.map { user, person in
            SlackExport.User(id: user, name: person.rawValue, email: person.email)
        }
        users.append(.init(id: "U0STRANGER", name: "Stan", email: nil))
        for index in users.indices {
            users[index].isGuest = Int.random(in: 0..<4, using: &random) == 0
            users[index].isDeactivated = Int.random(in: 0..<6, using: &random) == 0
        }
        var secrets: [String] = []
        var channels: [SlackExport.Channel] = []
        for number in 0..<Int.random(in: 2...7, using: &random) {
            let secret = "Secretword\(seed)x\(number)"
            secrets.append(secret)
            channels.append(Self.channel(number, secret, users.map(\.id), &random))
        }
        export = SlackExport(users: users, channels: channels)
        self.secrets = secrets
    }

    private static func channel(
        _ number: Int,
        _ secret: String,
        _ users: [String],
        _ random: inout SeededGenerator
    ) -> SlackExport.Channel {
        let isOpen = Bool.random(using: &random)
        let members = users.filter { _ in Bool.random(using: &random) }
        let messages = (0..<Int.random(in: 1...12, using: &random)).map { index in
            SlackExport.Message(
                user: users.randomElement(using: &random) ?? "U0STRANGER",
                text: sentence(secret, &random),
                ts: SlackExport.ts(number * 1_000 + index * Int.random(in: 1...40, using: &random)),
                threadTS: nil
            )
        }
        let unique = Dictionary(messages.map { ($0.ts, $0) }) { first, _ in first }.values.sorted {
            $0.ts < $1.ts
        }
        return .init(
            id: "\(isOpen ? "C" : "G")0RANDOM0\(number)",
            name: "channel-\(number)",
            kind: isOpen ? .open : .closed,
            members: members,
            messages: unique
        )
    }

    private static func sentence(_ secret: String, _ random: inout SeededGenerator) -> String {
        let subject = subjects.randomElement(using: &random) ?? ""
        let verb = verbs.randomElement(using: &random) ?? ""
        let reason = reasons.randomElement(using: &random) ?? ""
        return "We decided to \(verb) the \(subject) with \(secret) because of \(reason)."
    }

    /// The same workspace with only these channels in it.
    func only(_ channels: Set<String>) -> SlackExport {
        var export = export
        export.channels.removeAll { !channels.contains($0.id) }
        return export
    }

    func secrets(outside channels: Set<String>) -> [String] {
        zip(export.channels, secrets).filter { !channels.contains($0.0.id) }.map(\.1)
    }

    static var questions: [String] {
        subjects.prefix(5).map { "why did we decide to change the \($0)?" }
            + ["what was decided because of the audit?", "who decided to delay the release because of cost?"]
    }
}
