import Identifiers

extension Instant {
    /// The date in UTC as people write it: `2 March 2026`.
    var spokenDate: String {
        let fields = rfc3339.prefix { $0 != "T" }.split(separator: "-")
        guard fields.count == 3, let month = Int(fields[1]), let day = Int(fields[2]),
            (1...12).contains(month)
        else {
            return rfc3339
        }
        return "\(day) \(Self.months[month - 1]) \(fields[0])"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
