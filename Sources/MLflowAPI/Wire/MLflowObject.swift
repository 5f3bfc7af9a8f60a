import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore

/// A JSON object as MLflow's clients read it, written straight to bytes.
///
/// Members appear in the order they are added; what is nil and lists without elements are left out. Whole
/// numbers are JSON numbers; NaN and the infinities are the strings `"NaN"`, `"Infinity"`, `"-Infinity"`.
struct MLflowObject: Sendable {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    init() {}

    mutating func add(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    mutating func add(_ name: StaticString, _ value: Int64?) {
        guard let value else { return }
        key(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func add(_ name: StaticString, _ value: Int?) {
        add(name, value.map(Int64.init))
    }

    mutating func add(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    mutating func add(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func add(_ name: StaticString, _ value: MLflowObject?) {
        guard let value else { return }
        key(name)
        value.append(to: &bytes)
    }

    mutating func add(_ name: StaticString, _ values: [MLflowObject]) {
        list(name, values) { bytes, object in object.append(to: &bytes) }
    }

    mutating func add(_ name: StaticString, _ values: [String]) {
        list(name, values) { bytes, text in JSONBytes.append(text, to: &bytes) }
    }

    /// A document of a client's, kept as it came.
    mutating func add(_ name: StaticString, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    /// JSON texts that were checked when they came in.
    mutating func add(_ name: StaticString, documents: [String]) {
        list(name, documents) { bytes, text in bytes.append(contentsOf: text.utf8) }
    }

    /// A member whose name is data, such as a header's.
    mutating func add(named name: String, _ value: String) {
        separate()
        JSONBytes.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSONBytes.append(value, to: &bytes)
    }

    private func append(to other: inout [UInt8]) {
        other.append(contentsOf: bytes)
        other.append(UInt8(ascii: "}"))
    }

    /// The whole document.
    var finished: [UInt8] { bytes + [UInt8(ascii: "}")] }

    /// The answer to a request that changed nothing.
    func response(status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: finished))
        )
    }

    private mutating func list<Element>(
        _ name: StaticString,
        _ values: [Element],
        _ append: (inout [UInt8], Element) -> Void
    ) {
        guard !values.isEmpty else { return }
        key(name)
        for (index, value) in values.enumerated() {
            bytes.append(index == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
            append(&bytes, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func separate() {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        // Names are ours, and none needs an escape.
        bytes.append(contentsOf: name.description.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
