package import Identifiers

/// What a field of a card says.
package enum CardValue: Hashable, Sendable {
    case text(String)
    case list([String])
    case links([String])
    case measurements([CardMeasurement])

    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let entries), .links(let entries): entries.isEmpty
        case .measurements(let results): results.isEmpty
        }
    }

    /// As it stands in the document.
    package var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .list(let entries), .links(let entries): .array(entries.map(JSONValue.string))
        case .measurements(let results): .array(results.map(\.json))
        }
    }
}

/// A measured result of a model.
package struct CardMeasurement: Hashable, Sendable {
    package let metric: String
    /// Finite, its magnitude at most 10^15.
    package let value: Double
    /// The group or circumstance that it was measured in; nil for all of the data.
    package let slice: String?
    package let dataset: String?

    package init(metric: String, value: Double, slice: String? = nil, dataset: String? = nil) {
        self.metric = metric
        self.value = value
        self.slice = slice
        self.dataset = dataset
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["metric": .string(metric), "value": .number(value)]
        members["slice"] = slice.map(JSONValue.string)
        members["dataset"] = dataset.map(JSONValue.string)
        return .object(members)
    }
}
