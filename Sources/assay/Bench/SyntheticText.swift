/// Sentences of a made-up software project, chosen by number.
enum SyntheticText {
    private static let verbs = [
        "was moved behind", "now waits for", "no longer depends on", "was rolled back because of",
        "collides with",
        "takes its settings from", "was measured against", "must not touch", "should be replaced by",
        "retries",
    ]
    private static let objects = [
        "the second region", "a bounded pool of workers", "the new schema", "yesterday's release",
        "the old client",
        "a shared secret in the vault", "the read replica", "a timeout of thirty seconds",
        "the staging cluster",
        "an index on the created column", "the upstream proxy", "a file that nobody owned",
    ]
    private static let reasons = [
        "We decided this because the error budget was spent.", "The reason was a memory leak under load.",
        "Everybody in the review agreed to wait for the fix.", "It cost us two hours of downtime on Tuesday.",
        "I wrote it down in the runbook.", "Please test it before the freeze.",
        "The customer confirmed that it works again.", "The numbers are on the dashboard since noon.",
    ]

    /// One to three sentences; neighbours in number differ in all of their parts.
    static func sentences(number: Int) -> String {
        let topic = ProjectTopics.all[number % ProjectTopics.all.count]
        let verb = verbs[(number / 3) % verbs.count]
        let object = objects[(number * 7) % objects.count]
        var text =
            "The \(topic) \(verb) \(object) (change \(number))."
        for extra in 0..<number % 3 { text += " " + reasons[(number / 5 + extra * 3) % reasons.count] }
        return text
    }
}
