import HTTPAPI
import Hummingbird
import Identifiers

/// The fields of an MLflow request, wherever they travel: the query of a GET, the JSON body of all else.
///
/// Lenient as MLflow is: unknown fields are passed over, null is absent, a field may be spelled `run_id` or
/// `runId`, whole numbers may come as text, a missing body has no fields. What is there must have the right
/// type, and a body must be one JSON object.
struct MLflowFields: Sendable {
    /// Nesting of a body at most; MLflow's own messages stay below 8.
    static let depthMax = 32

    private let members: [String: JSONValue]
    /// Where these fields lie in the request.
    private let place: Place
    /// Whether every value came as text, as in a query, where a list of one looks like a single value.
    private let isQuery: Bool
    /// Whether any name is spelled in the other way; few clients do, and a batch has thousands of fields.
    private let hasCapitals: Bool

    /// Spelled out only for faults: a batch has thousands of places.
    private enum Place: Sendable {
        case top
        case member(String)
        case element(String, Int)

        /// Such as `metrics[3].`; empty at the top.
        var text: String {
            switch self {
            case .top: ""
            case .member(let name): "\(name)."
            case .element(let list, let index): "\(list)[\(index)]."
            }
        }
    }

    init(_ members: [String: JSONValue], isQuery: Bool = false) {
        self.init(members, .top, isQuery: isQuery)
    }

    private init(_ members: [String: JSONValue], _ place: Place, isQuery: Bool = false) {
        self.members = members
        hasCapitals = members.keys.contains { name in
            name.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        }
        self.place = place
        self.isQuery = isQuery
    }

    /// The body of a request; an empty one has no fields.
    init(body: [UInt8]) throws(MLflowFault) {
        guard !body.isEmpty else {
            self.init([:])
            return
        }
        let document: JSONValue
        do throws(JSONSyntaxError) {
            document = try JSONValue(parsing: body, depthMax: Self.depthMax, roundsLongIntegers: true)
        } catch {
            throw MLflowFault(.badRequest, "The request body is not valid JSON: \(error)")
        }
        guard case .object(let members) = document else {
            throw MLflowFault(.badRequest, "The request body must be a JSON object.")
        }
        self.init(members)
    }

    /// The text under the name: `metrics[3].key`.
    func path(_ name: String) -> String { place.text + name }

    /// Nil when absent or null.
    func value(_ name: String) throws(MLflowFault) -> JSONValue? {
        var value = members[name]
        if hasCapitals, name.contains("_") {
            let other = Self.camelCase(name)
            if let spelledOtherwise = members[other] {
                guard value == nil else {
                    throw .invalid(
                        "Request specifies both '\(path(name))' and '\(path(other))'; provide only one of them."
                    )
                }
                value = spelledOtherwise
            }
        }
        return value == .null ? nil : value
    }

    /// Whether the request carries the field at all.
    func has(_ name: String) throws(MLflowFault) -> Bool { try value(name) != nil }

    private static func camelCase(_ name: String) -> String {
        var camel = ""
        for (index, word) in name.split(separator: "_").enumerated() {
            camel += index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
        }
        return camel
    }
}

// MARK: Scalars

extension MLflowFields {
    /// Text that must be there and not be empty.
    func text(_ name: String) throws(MLflowFault) -> String {
        guard let text = try optionalText(name), !text.isEmpty else { throw .missing(path(name)) }
        return text
    }

    /// Nil when absent; an empty text is told apart from none.
    func optionalText(_ name: String) throws(MLflowFault) -> String? {
        guard let value = try value(name) else { return nil }
        return try Self.text(value, path(name))
    }

    /// No text of the database holds NUL.
    private static func text(_ value: JSONValue, _ path: @autoclosure () -> String) throws(MLflowFault)
        -> String
    {
        guard let text = value.string else { throw .invalid(path(), mustBe: "a string") }
        guard !text.utf8.contains(0) else { throw .invalid(path(), mustBe: "text without the character NUL") }
        return text
    }

    /// Nil when absent or empty, as for page tokens and filters.
    func filledText(_ name: String) throws(MLflowFault) -> String? {
        guard let text = try optionalText(name), !text.isEmpty else { return nil }
        return text
    }

    func integer(_ name: String) throws(MLflowFault) -> Int64 {
        guard let number = try optionalInteger(name) else { throw .missing(path(name)) }
        return number
    }

    /// A number or its text; a fraction is refused unless it is whole.
    func optionalInteger(_ name: String) throws(MLflowFault) -> Int64? {
        guard let value = try value(name) else { return nil }
        let number: Int64? =
            switch value {
            case .integer(let number): number
            case .number(let number): Int64(exactly: number)
            case .string(let text): Int64(text)
            default: nil
            }
        guard let number else { throw .invalid(path(name), mustBe: "a whole number of at most 64 bits") }
        return number
    }

    func number(_ name: String) throws(MLflowFault) -> Double {
        guard let number = try optionalNumber(name) else { throw .missing(path(name)) }
        return number
    }

    /// A number, its text, or one of the words NaN, Infinity and -Infinity.
    func optionalNumber(_ name: String) throws(MLflowFault) -> Double? {
        guard let value = try value(name) else { return nil }
        if let number = value.double { return number }
        let number: Double? =
            switch value.string {
            case "NaN": Double.nan
            case "Infinity": Double.infinity
            case "-Infinity": -Double.infinity
            case let text?: Double(text).flatMap { $0.isFinite ? $0 : nil }
            case nil: nil
            }
        guard let number else {
            throw .invalid(path(name), mustBe: "a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
        }
        return number
    }

    func optionalFlag(_ name: String) throws(MLflowFault) -> Bool? {
        guard let value = try value(name) else { return nil }
        if let flag = value.bool { return flag }
        switch value.string?.lowercased() {
        case "true": return true
        case "false": return false
        default: throw .invalid(path(name), mustBe: "true or false")
        }
    }

    /// One of the words of `Word`; nil when absent.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type) throws(MLflowFault)
        -> Word? where Word.RawValue == String
    {
        guard let text = try filledText(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(path(name), mustBe: "one of \(known)")
        }
        return word
    }

    /// `max_results` or another count of that kind; `countDefault` when absent.
    func count(
        _ name: String = "max_results",
        default countDefault: Int,
        in range: ClosedRange<Int>
    ) throws(MLflowFault) -> Int {
        guard let count = try optionalInteger(name) else { return countDefault }
        guard let count = Int(exactly: count), range.contains(count) else {
            throw .invalid(
                "Invalid value \(count) for parameter '\(path(name))' supplied: It must be at least"
                    + " \(range.lowerBound) and at most \(range.upperBound)."
            )
        }
        return count
    }
}

// MARK: Lists and messages

extension MLflowFields {
    /// Elements at most in one list of a request; routes have narrower limits of their own.
    static let elementsMax = 100_000

    /// Empty when absent.
    func texts(_ name: String) throws(MLflowFault) -> [String] {
        try list(name).enumerated().mapThrowing { (index, value) throws(MLflowFault) -> String in
            try Self.text(value, "\(path(name))[\(index)]")
        }
    }

    /// The messages of a repeated field; empty when absent.
    func messages(_ name: String) throws(MLflowFault) -> [MLflowFields] {
        let path = path(name)
        return try list(name).enumerated().mapThrowing { (index, value) throws(MLflowFault) -> MLflowFields in
            guard let members = value.object else {
                throw .invalid("\(path)[\(index)]", mustBe: "an object")
            }
            return MLflowFields(members, .element(path, index))
        }
    }

    /// One nested message; nil when absent.
    func message(_ name: String) throws(MLflowFault) -> MLflowFields? {
        guard let value = try value(name) else { return nil }
        guard let members = value.object else { throw .invalid(path(name), mustBe: "an object") }
        return MLflowFields(members, .member(path(name)))
    }

    /// A map from text to text; empty when absent.
    func map(_ name: String) throws(MLflowFault) -> [String: String] {
        guard let value = try value(name) else { return [:] }
        guard let members = value.object else { throw .invalid(path(name), mustBe: "an object") }
        var map: [String: String] = [:]
        for (key, value) in members {
            map[try Self.text(.string(key), path(name))] = try Self.text(value, "\(path(name)).\(key)")
        }
        return map
    }

    /// `[{"key", "value"}]` as tags and parameters travel; the key must be there, a missing value is empty.
    func pairs(_ name: String) throws(MLflowFault) -> [(key: String, value: String)] {
        try messages(name).mapThrowing { (pair) throws(MLflowFault) -> (key: String, value: String) in
            (key: try pair.text("key"), value: try pair.optionalText("value") ?? "")
        }
    }

    private func list(_ name: String) throws(MLflowFault) -> [JSONValue] {
        guard let value = try value(name) else { return [] }
        guard let elements = value.array ?? (isQuery ? [value] : nil) else {
            throw .invalid(path(name), mustBe: "a list")
        }
        guard elements.count <= Self.elementsMax else {
            throw .invalid(path(name), mustBe: "a list of at most \(Self.elementsMax) elements")
        }
        return elements
    }
}

extension Sequence {
    /// `map` that keeps the type of the error.
    fileprivate func mapThrowing<Value>(_ transform: (Element) throws(MLflowFault) -> Value)
        throws(MLflowFault) -> [Value]
    {
        var values: [Value] = []
        values.reserveCapacity(underestimatedCount)
        for element in self { values.append(try transform(element)) }
        return values
    }
}
