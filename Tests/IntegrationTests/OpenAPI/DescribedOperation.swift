import HTTPAPI
import HTTPTypes
import Identifiers

/// One operation of the document, found by a request.
struct DescribedOperation {
    /// Method and path with its parameters, as the document has them.
    let name: String
    let value: JSONValue
    /// What the request has in the places of the path's parameters, still percent-encoded.
    let pathValues: [String: String]
    let document: JSONValue

    /// Every operation of the document by method and path.
    static func all(in document: JSONValue) -> [String: JSONValue] {
        var all: [String: JSONValue] = [:]
        for (path, methods) in document["paths"]?.object ?? [:] {
            for (method, operation) in methods.object ?? [:] {
                all["\(method.uppercased()) \(path)"] = operation
            }
        }
        return all
    }

    /// The operation that takes the request, literal parts before parameters; nil when the document has none.
    init?(_ call: Call, in document: JSONValue) {
        let asked = call.path.prefix { $0 != "?" }.split(separator: "/").map { String($0) }
        var best: (literals: Int, name: String, value: JSONValue, values: [String: String])?
        for (name, operation) in Self.all(in: document) where name.hasPrefix("\(call.method.rawValue) ") {
            let path = name.drop { $0 != " " }.dropFirst().split(separator: "/").map { String($0) }
            guard let values = Self.values(of: asked, in: path) else { continue }
            let literals = path.count - values.count
            if literals > best?.literals ?? -1 { best = (literals, name, operation, values) }
        }
        guard let best else { return nil }
        (name, value, pathValues) = (best.name, best.value, best.values)
        self.document = document
    }

    /// What stands where the path has parameters; nil when the path does not fit.
    private static func values(of asked: [String], in path: [String]) -> [String: String]? {
        let isOpenEnded = path.last == "{path}"
        guard isOpenEnded ? asked.count >= path.count : asked.count == path.count else { return nil }
        var values: [String: String] = [:]
        for (part, text) in zip(path, asked) {
            if part.hasPrefix("{") {
                values[String(part.dropFirst().dropLast())] = text
            } else if part != text {
                return nil
            }
        }
        if isOpenEnded { values["path"] = asked.dropFirst(path.count - 1).joined(separator: "/") }
        return values
    }

    /// The parameters in one place, by name.
    func parameters(in place: String) -> [String: JSONValue] {
        let all = (value["parameters"]?.array ?? []).map { $0.followed(in: document) }
        return Dictionary(
            all.filter { $0["in"]?.string == place }.map { ($0["name"]?.string ?? "", $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func response(_ status: Int) -> JSONValue? {
        value["responses"]?[String(status)]?.followed(in: document)
    }
}
