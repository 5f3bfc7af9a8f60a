import ArgumentParser

/// The forms a command reports in.
enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    case text, json, csv, markdown, html
}

/// The forms of a result that is no table.
enum PlainFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    case text, json
}

/// How a command reports.
struct FormatOptions: ParsableArguments {
    @Option(help: "Form of the result.")
    var format = OutputFormat.text
}

/// How much of a listing is shown.
struct ListingOptions: ParsableArguments {
    @Option(help: "The most items to show.")
    var limit = 200

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be 1 to 100000") }
    }
}
