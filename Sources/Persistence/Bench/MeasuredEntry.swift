import Identifiers

/// The change that measured entries record: of ordinary size, and without a table of its own.
enum MeasuredEntry {
    static func change() throws -> Change<[String: String]> {
        try Change(
            ["purpose": "measured", "risk_class": "limited"],
            ChangedSubject(name: "measured"),
            before: ["purpose": "unmeasured", "risk_class": "minimal"],
            details: ["fields": .array([.string("purpose"), .string("risk_class")])]
        )
    }
}
