import Catalog

/// Collects every fault of an input before anything is done with it.
struct InputCheck {
    private var faults: [InvalidInput.Fault] = []

    /// The text without white space at its ends, when its length lies in `range` and it has no control characters but tab and line feed.
    mutating func text(_ field: String, _ value: String, _ range: ClosedRange<Int>) -> String {
        let trimmed = value.trimmingSpace()
        if !range.contains(trimmed.unicodeScalars.count) {
            fault(
                field,
                "must have \(range.lowerBound) to \(range.upperBound) characters, has \(trimmed.unicodeScalars.count)"
            )
        }
        if trimmed.unicodeScalars.contains(where: {
            $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F
        }) {
            fault(field, "must not contain control characters")
        }
        return trimmed
    }

    /// An e-mail address in lower case: one `@`, something on both sides, a dot in the domain, no space.
    mutating func email(_ field: String, _ value: String) -> String {
        let address = value.trimmingSpace().lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlausible =
            parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && address.utf8.count <= 254
            && !address.contains(where: \.isWhitespace)
        if !isPlausible { fault(field, "must be an e-mail address such as ada@example.com") }
        return address
    }

    /// A name for a model or dataset, or nil with the fault noted.
    mutating func name(_ field: String, _ value: String) -> ResourceName? {
        do {
            return try ResourceName(value)
        } catch {
            fault(field, error.detail)
            return nil
        }
    }

    /// A class that somebody decided on.
    mutating func riskClass(_ field: String, _ value: RiskClass) {
        if value == .unclassified {
            let classes = RiskClass.allCases.filter { $0 != .unclassified }.map(\.rawValue)
            fault(field, "must be \(classes.joined(separator: ", "))")
        }
    }

    mutating func fault(_ field: String, _ detail: String) {
        faults.append(.init(field: field, detail: detail))
    }

    /// Throws when any fault was found.
    func finish() throws(InvalidInput) {
        if !faults.isEmpty { throw InvalidInput(faults) }
    }
}

extension String {
    fileprivate func trimmingSpace() -> String {
        let start = self.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
