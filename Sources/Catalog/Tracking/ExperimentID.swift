/// An experiment's number. MLflow writes it as a decimal string; 0 is the experiment `Default`, which is always there.
package struct ExperimentID: Hashable, Sendable, Comparable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static let byDefault = ExperimentID(0)

    /// Takes decimal digits and nothing else; nil for anything that is not the number of an experiment.
    package init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(text)
        else { return nil }
        self.number = number
    }

    package static func < (left: ExperimentID, right: ExperimentID) -> Bool { left.number < right.number }
}

extension ExperimentID: CustomStringConvertible {
    package var description: String { String(number) }
}

extension ExperimentID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ExperimentID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not an experiment's number"
            )
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
