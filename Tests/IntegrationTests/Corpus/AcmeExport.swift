/// A small workspace with one conversation of every kind, each with a fact that stands nowhere else.
enum AcmeExport {
    static let users = [
        SlackExport.User(id: "U0EMPLOYEE", name: "Emma", email: "employee@example.com"),
        SlackExport.User(id: "U0ENGINEER", name: "Enzo", email: "Engineer@Example.com"),
        SlackExport.User(id: "U0REVIEWER", name: "Rita", email: "reviewer@example.com", isGuest: true),
        SlackExport.User(
            id: "U0OTHERENG",
            name: "Olaf",
            email: "otherengineer@example.com",
            isDeactivated: true
        ),
        SlackExport.User(id: "U0STRANGER", name: "Stan", email: "somebody@elsewhere.example"),
    ]

    static let openFact = "We decided to use PostgreSQL as the ledger database because replication is simple."
    static let closedFact = "We decided to acquire the Marigold company in October because its patents fit."
    static let directFact =
        "We decided to raise the salary of the Zephyr team in November because they asked."
    static let groupFact = "We decided to move the Quartz office to Lisbon in December because rent is lower."

    static func message(_ text: String, _ minutes: Int, by user: String = "U0ENGINEER") -> SlackExport.Message
    {
        SlackExport.Message(user: user, text: text, ts: SlackExport.ts(minutes))
    }

    static var export: SlackExport {
        SlackExport(
            users: users,
            channels: [
                .init(
                    id: "C0GENERAL1",
                    name: "general",
                    kind: .open,
                    members: ["U0EMPLOYEE", "U0REVIEWER", "U0ENGINEER"],
                    messages: [message(openFact, 1)]
                ),
                .init(
                    id: "C0PLATFORM",
                    name: "platform",
                    kind: .open,
                    members: ["U0ENGINEER"],
                    messages: [
                        message(
                            "We decided to host the Falcon gateway in Frankfurt because latency is lower.",
                            2
                        )
                    ]
                ),
                .init(
                    id: "G0SECRET01",
                    name: "board",
                    kind: .closed,
                    members: ["U0ENGINEER", "U0OTHERENG", "U0STRANGER"],
                    messages: [message(closedFact, 3)]
                ),
                .init(
                    id: "D0DIRECT01",
                    name: "",
                    kind: .direct,
                    members: ["U0ENGINEER", "U0EMPLOYEE"],
                    messages: [message(directFact, 4)]
                ),
                .init(
                    id: "G0GROUP001",
                    name: "mpdm-emma--enzo--rita-1",
                    kind: .groupDirect,
                    members: ["U0ENGINEER", "U0EMPLOYEE", "U0REVIEWER"],
                    messages: [message(groupFact, 5)]
                ),
            ]
        )
    }

    static let openQuestion = "why was PostgreSQL decided as the ledger database?"
    static let platformQuestion = "why was the Falcon gateway decided to be hosted in Frankfurt?"
    static let closedQuestion = "why was it decided to acquire the Marigold company in October?"
    static let directQuestion = "why was it decided to raise the salary of the Zephyr team?"
    static let groupQuestion = "why was it decided to move the Quartz office to Lisbon?"
}
