import Identifiers

/// Checks values against those keywords of JSON Schema (2020-12) that the document uses. Every other keyword is
/// itself a fault, so that nothing in the document goes unchecked.
struct SchemaValidator {
    private static let annotations: Set<String> = [
        "description", "title", "examples", "default", "deprecated", "format",
    ]

    /// The whole document, for references.
    let document: JSONValue
    /// Whether an object has no members beyond those that its schema names: so it is for answers, which may gain
    /// members later, but only together with the document.
    let isClosed: Bool

    /// What is wrong, each with the place in the value; empty when all is well.
    func faults(of value: JSONValue, against schema: JSONValue, at place: String = "body") -> [String] {
        if let always = schema.bool { return always ? [] : ["\(place) must not be there"] }
        guard let keywords = schema.object else { return ["\(place) has no schema"] }
        return keywords.flatMap { keyword, argument -> [String] in
            fault(keyword, argument, of: value, keywords, at: place)
        } + strangers(in: value, keywords, at: place)
    }

    private func fault(
        _ keyword: String,
        _ argument: JSONValue,
        of value: JSONValue,
        _ keywords: [String: JSONValue],
        at place: String
    ) -> [String] {
        func unless(_ isGood: Bool) -> [String] { isGood ? [] : ["\(place) breaks \(keyword) \(argument)"] }
        switch keyword {
        case "$ref": return referenced(argument, value, at: place)
        case "type":
            return unless((argument.array ?? [argument]).contains { Self.isOf(type: $0.string, value) })
        case "enum": return unless(argument.array?.contains(value) == true)
        case "const": return unless(argument == value)
        case "anyOf": return unless(count(argument, value) > 0)
        case "oneOf": return unless(count(argument, value) == 1)
        case "allOf": return (argument.array ?? []).flatMap { faults(of: value, against: $0, at: place) }
        case "not": return unless(!faults(of: value, against: argument).isEmpty)
        case "minLength": return unless(Self.length(value) >= argument.int ?? .max)
        case "maxLength": return unless(Self.length(value) <= argument.int ?? -1)
        case "pattern": return unless(value.string.map { Self.matches($0, argument) } ?? true)
        case "minimum": return unless((value.double ?? .infinity) >= argument.double ?? .nan)
        case "maximum": return unless((value.double ?? -.infinity) <= argument.double ?? .nan)
        case "minItems": return unless((value.array?.count ?? .max) >= argument.int ?? .max)
        case "maxItems": return unless((value.array?.count ?? 0) <= argument.int ?? -1)
        case "items": return items(value, argument, at: place)
        case "properties": return members(value, argument, at: place)
        case "required": return missing(value, argument, at: place)
        case "additionalProperties": return others(value, argument, keywords, at: place)
        case let annotation where Self.annotations.contains(annotation): return []
        default: return ["\(place) has a schema with the unknown keyword \(keyword)"]
        }
    }

    private func referenced(_ reference: JSONValue, _ value: JSONValue, at place: String) -> [String] {
        guard let schema = document.resolving(reference) else { return ["\(reference) leads nowhere"] }
        return faults(of: value, against: schema, at: place)
    }

    private func count(_ schemas: JSONValue, _ value: JSONValue) -> Int {
        (schemas.array ?? []).count { faults(of: value, against: $0).isEmpty }
    }

    // MARK: Objects and lists

    private func items(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        (value.array ?? []).enumerated().flatMap { index, element in
            faults(of: element, against: schema, at: "\(place)[\(index)]")
        }
    }

    private func members(_ value: JSONValue, _ schemas: JSONValue, at place: String) -> [String] {
        (value.object ?? [:]).flatMap { name, member -> [String] in
            schemas[name].map { faults(of: member, against: $0, at: "\(place).\(name)") } ?? []
        }
    }

    private func missing(_ value: JSONValue, _ names: JSONValue, at place: String) -> [String] {
        guard let members = value.object else { return [] }
        return (names.array ?? []).compactMap(\.string).filter { members[$0] == nil }
            .map { "\(place).\($0) is missing" }
    }

    private func others(
        _ value: JSONValue,
        _ schema: JSONValue,
        _ keywords: [String: JSONValue],
        at place: String
    ) -> [String] {
        (value.object ?? [:]).filter { keywords["properties"]?[$0.key] == nil }.flatMap { name, member in
            faults(of: member, against: schema, at: "\(place).\(name)")
        }
    }

    private func strangers(in value: JSONValue, _ keywords: [String: JSONValue], at place: String) -> [String]
    {
        guard isClosed, keywords["additionalProperties"] == nil, let known = keywords["properties"]?.object
        else {
            return []
        }
        return (value.object ?? [:]).keys.filter { known[$0] == nil }
            .map { "\(place).\($0) is not in the document" }
    }

    // MARK: Words

    private static func isOf(type: String?, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer),
            ("number", .number),
            ("string", .string), ("array", .array), ("object", .object):
            true
        default: false
        }
    }

    /// In Unicode scalars; what is no string satisfies either bound.
    private static func length(_ value: JSONValue) -> Int { value.string?.unicodeScalars.count ?? 1 }

    private static func matches(_ text: String, _ pattern: JSONValue) -> Bool {
        guard let pattern = pattern.string, let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar)
        else {
            return false
        }
        return text.firstMatch(of: regex) != nil
    }
}

extension JSONValue {
    /// What a reference of the form `#/components/…` leads to in this document.
    func resolving(_ reference: JSONValue) -> JSONValue? {
        guard let path = reference.string, path.hasPrefix("#/") else { return nil }
        return path.dropFirst(2).split(separator: "/").reduce(Optional(self)) { $0?[String($1)] }
    }

    /// This value, or what its `$ref` leads to in `document`.
    func followed(in document: JSONValue) -> JSONValue {
        self["$ref"].flatMap { document.resolving($0) } ?? self
    }
}
