/// Questions that might be asked of any software project's conversations.
enum BenchQuestions {
    private static let topics = ProjectTopics.all
    private static let forms: [@Sendable (String) -> String] = [
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
