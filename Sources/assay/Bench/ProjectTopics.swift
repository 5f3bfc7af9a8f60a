/// What made-up messages and questions are about.
enum ProjectTopics {
    static let all = [
        "consensus algorithm", "release schedule", "build failure", "memory leak", "database migration",
        "access control", "certificate renewal", "docker image", "test coverage", "performance regression",
        "network timeout", "configuration file", "command line client", "smart contract",
        "transaction ordering",
        "private data", "upgrade path", "dependency version", "documentation site", "code review",
        "community meeting", "license header", "key management", "peer discovery", "channel creation",
        "event listener", "log format", "error message", "load test", "monitoring dashboard",
        "backup procedure", "continuous integration", "message queue", "identity service", "public interface",
        "default setting", "installation guide", "security report", "hardware module", "user interface",
    ]
}
