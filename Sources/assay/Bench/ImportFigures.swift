/// What one import took and left.
struct ImportFigures: Sendable {
    var fileName = ""
    /// By stage, in order, to a fifth of a second.
    var stageSeconds: [(name: String, seconds: Double)] = []
    var messages = 0
    var chunks = 0
    var serverPeakBytes = 0.0
    /// The most of any reading during the import, a second apart.
    var databasePeakBytes = 0.0
    var indexBytes = 0.0

    var messagesText: String { "\(RoundFigures.text(Double(messages))) messages" }
    var totalSeconds: Double { stageSeconds.reduce(0) { $0 + $1.seconds } }

    var section: BenchSection {
        var section = BenchSection("Import of \(fileName), embedded and searchable")
        section.add("messages", "", Double(messages))
        section.add("chunks", "", Double(chunks))
        section.add("time until everything can be found", "s", totalSeconds)
        for stage in stageSeconds { section.add("– \(stage.name)", "s", stage.seconds) }
        section.add("messages per second", "1/s", Double(messages) / totalSeconds)
        section.add("chunks per second", "1/s", Double(chunks) / totalSeconds)
        let mebibyte = 1_048_576.0
        section.add("peak resident memory of the server process", "MiB", serverPeakBytes / mebibyte)
        section.add("peak memory of PostgreSQL, all processes", "MiB", databasePeakBytes / mebibyte)
        section.add("search index in memory", "MiB", indexBytes / mebibyte)
        section.remarks = [
            "One run. PostgreSQL's memory is the sum of proportional shares (PSS) of its processes, the most of "
                + "readings a second apart; the server's is VmHWM."
        ]
        return section
    }
}
