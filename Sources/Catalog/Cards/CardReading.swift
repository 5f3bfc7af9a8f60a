package import Identifiers

/// Reads a card's document and notes every fault in it, not only the first.
package struct CardReading: Sendable {
    private static let listCountMax = 100
    private static let entryLengthMax = 1_000
    private static let linkCountMax = 50
    private static let linkLengthMax = 2_000
    private static let measurementCountMax = 500
    private static let nameLengthMax = 200
    private static let valueMax = 1e15
    private static let measurementKeys: Set = ["metric", "value", "slice", "dataset"]

    package private(set) var faults: [CardFault] = []
    private var values: [String: CardValue] = [:]

    /// The document without what was at fault.
    package var document: CardDocument { CardDocument(values: values) }

    package init(_ json: JSONValue) {
        guard let members = json.object else {
            fault("card", "must be an object with the sections of a card")
            return
        }
        let known = Set(CardSection.allCases.map(\.rawValue))
        for name in members.keys.sorted() where !known.contains(name) {
            let all = CardSection.allCases.map(\.rawValue).joined(separator: ", ")
            fault(Self.shown(name), "is no section of a card; the sections are \(all)")
        }
        for section in CardSection.allCases {
            guard let value = members[section.rawValue], value != .null else { continue }
            read(section, value)
        }
        checkSize()
    }

    /// Names come from outside and are shown again: short, and without what could not be stored.
    private static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(name.unicodeScalars.filter { $0.properties.generalCategory != .control })
        )
        .prefix(80).description
    }

    private mutating func read(_ section: CardSection, _ json: JSONValue) {
        guard let members = json.object else {
            fault(section.rawValue, "must be an object with fields")
            return
        }
        let fields = CardSchema.fields(of: section)
        let known = Set(fields.map(\.key))
        for name in members.keys.sorted() where !known.contains(name) {
            let all = fields.map(\.key).joined(separator: ", ")
            fault("\(section.rawValue).\(Self.shown(name))", "is no field of this section; it has \(all)")
        }
        for field in fields {
            guard let value = members[field.key], value != .null else { continue }
            values[field.path] = read(field, value)
        }
    }

    private mutating func read(_ field: CardField, _ json: JSONValue) -> CardValue? {
        switch field.kind {
        case .text(let lengthMax): text(json, field.path, 0...lengthMax).map(CardValue.text)
        case .list: list(json, field.path).map(CardValue.list)
        case .links: links(json, field.path).map(CardValue.links)
        case .measurements: measurements(json, field.path).map(CardValue.measurements)
        }
    }

    private mutating func text(_ json: JSONValue, _ path: String, _ lengths: ClosedRange<Int>) -> String? {
        guard let text = json.string else {
            fault(path, "must be a text")
            return nil
        }
        guard lengths.contains(text.unicodeScalars.count) else {
            fault(
                path,
                "must have \(lengths.lowerBound) to \(lengths.upperBound) characters, has \(text.unicodeScalars.count)"
            )
            return nil
        }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        if !isClean { fault(path, "must not contain control characters; line feed and tab are allowed") }
        return isClean ? text : nil
    }

    private mutating func elements(_ json: JSONValue, _ path: String, countMax: Int) -> [JSONValue]? {
        guard let elements = json.array else {
            fault(path, "must be a list")
            return nil
        }
        guard elements.count <= countMax else {
            fault(path, "must have at most \(countMax) entries, has \(elements.count)")
            return nil
        }
        return elements
    }

    private mutating func list(_ json: JSONValue, _ path: String) -> [String]? {
        guard let elements = elements(json, path, countMax: Self.listCountMax) else { return nil }
        return elements.indices.compactMap { text(elements[$0], "\(path)[\($0)]", 1...Self.entryLengthMax) }
    }

    private mutating func links(_ json: JSONValue, _ path: String) -> [String]? {
        guard let elements = elements(json, path, countMax: Self.linkCountMax) else { return nil }
        return elements.indices.compactMap { index in
            let place = "\(path)[\(index)]"
            guard let link = text(elements[index], place, 1...Self.linkLengthMax) else { return nil }
            guard WebLink.isSafe(link) else {
                fault(place, "must be an address that begins with http:// or https:// and has no spaces")
                return nil
            }
            return link
        }
    }

    private mutating func measurements(_ json: JSONValue, _ path: String) -> [CardMeasurement]? {
        guard let elements = elements(json, path, countMax: Self.measurementCountMax) else { return nil }
        return elements.indices.compactMap { measurement(elements[$0], "\(path)[\($0)]") }
    }

    private mutating func measurement(_ json: JSONValue, _ path: String) -> CardMeasurement? {
        guard let members = json.object, Set(members.keys).isSubset(of: Self.measurementKeys) else {
            fault(path, "must be an object with metric and value, and slice and dataset where they apply")
            return nil
        }
        let metric = text(members["metric"] ?? .null, "\(path).metric", 1...Self.nameLengthMax)
        let value = members["value"]?.double
        if value == nil || value?.isFinite == false || (value?.magnitude ?? 0) > Self.valueMax {
            fault("\(path).value", "must be a finite number of at most \(Int64(Self.valueMax))")
            return nil
        }
        let slice = optional(members["slice"], "\(path).slice")
        let dataset = optional(members["dataset"], "\(path).dataset")
        guard let metric, let value else { return nil }
        return CardMeasurement(metric: metric, value: value, slice: slice, dataset: dataset)
    }

    private mutating func optional(_ json: JSONValue?, _ path: String) -> String? {
        guard let json, json != .null else { return nil }
        return text(json, path, 1...Self.nameLengthMax)
    }

    private mutating func checkSize() {
        guard let bytes = try? document.canonicalBytes, bytes.count <= CardDocument.bytesMax else {
            fault("card", "must have at most \(CardDocument.bytesMax) bytes in all")
            return
        }
    }

    private mutating func fault(_ field: String, _ detail: String) {
        faults.append(CardFault(.invalid, field, detail))
    }
}
