import ArgumentParser
import Identifiers

/// Who may learn of what a dataset holds.
enum DataSensitivity: String, CaseIterable, ExpressibleByArgument {
    case `public`, `internal`, confidential, restricted
}

/// What happens to data when it was kept for its time.
enum RetentionEnd: String, CaseIterable, ExpressibleByArgument {
    case delete, anonymise, archive, review
}

/// What is said of a dataset beside its name and its team.
struct DatasetTerms: ParsableArguments {
    @Option(help: ArgumentHelp("Person who answers for it.", valueName: "email")) var accountable: String?
    @Option(help: "What it is for.") var purpose: String?
    @Option(help: "What it holds.") var description: String?
    @Option(help: "Its licence, by SPDX id or in words.") var licence: String?
    @Option(help: "Who may learn of what it holds.") var sensitivity: DataSensitivity?
    @Option(help: "Where it must stay, such as EU or DE; say it again for more.") var residency: [String] = []
    @Option(help: "How many days versions are kept.") var keepDays: Int?
    @Option(help: "What happens then.") var then = RetentionEnd.review

    func validate() throws {
        if let keepDays, keepDays < 1 { throw ValidationError("--keep-days must be at least 1") }
    }

    /// Those that were given, as the API names them.
    var fields: [String: JSONValue] {
        let given = [
            "accountable": accountable, "purpose": purpose, "description": description, "licence": licence,
            "sensitivity": sensitivity?.rawValue,
        ]
        var fields = given.compactMapValues { $0.map { JSONValue.string($0) } }
        if !residency.isEmpty { fields["residency"] = .array(residency.map { .string($0) }) }
        if let keepDays {
            fields["retention"] = ["days": .integer(Int64(keepDays)), "then": .string(then.rawValue)]
        }
        return fields
    }
}
