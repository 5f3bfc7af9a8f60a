/// Questions that might be asked of any software project's conversations.
enum BenchQuestions {
    private static let topics = [
        "consensus algorithm", "release schedule", "build failure", "memory leak", "database migration",
        "access control", "certificate renewal", "docker image", "test coverage", "performance regression",
        "network timeout", "configuration file", "command line client", "smart contract", "transaction ordering",
        "private data", "upgrade path", "dependency version", "documentation site", "code review",
        "community meeting", "license header", "key management", "peer discovery", "channel creation",
        "event listener", "log format", "error message", "load test", "monitoring dashboard",
        "backup procedure", "continuous integration", "message queue", "identity service", "public interface",
        "default setting", "installation guide", "security report", "hardware module", "user interface",
    ]

    private static let forms: [(String) -> String] = [
        { "Why was the \($0) changed?" }, { "Who is responsible for the \($0)?" },
        { "How does the \($0) work?" }, { "What did we decide about the \($0)?" },
        { "When was the \($0) last discussed?" }, { "What problems did people have with the \($0)?" },
        { "Is there a workaround for the \($0)?" }, { "Which version introduced the new \($0)?" },
        { "What are the alternatives to the \($0)?" }, { "How can I test the \($0) on my own machine?" },
        { "What is still open about the \($0)?" }, { "Where is the \($0) explained?" },
    ]

    /// How many different ones there are.
    static var count: Int { topics.count * forms.count }

    /// The question of a number, different for all numbers below `count`; neighbours are about different topics.
    static func question(_ number: Int) -> String {
        let place = number % count
        return forms[(place / topics.count + place) % forms.count](topics[place % topics.count])
    }
}
