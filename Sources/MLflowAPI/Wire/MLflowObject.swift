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

    /// Makes room for about as many bytes as will come.
    init(bytesExpected: Int) {
        bytes.reserveCapacity(bytesExpected)
    }

    /// The name of a member, spelled in the code: none needs an escape.
    struct MemberName: ExpressibleByStringLiteral {
        let text: String

        init(stringLiteral text: String) {
            self.text = text
        }
    }

    mutating func add(_ name: MemberName, _ value: String?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    mutating func add(_ name: MemberName, _ value: Int64?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    /// A whole number that travels as a string.
    mutating func add(_ name: MemberName, text value: Int64) {
        key(name)
        bytes.append(UInt8(ascii: "\""))
        JSONBytes.append(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func add(_ name: MemberName, _ value: Int?) {
        add(name, value.map(Int64.init))
    }

    mutating func add(_ name: MemberName, _ value: Double?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    mutating func add(_ name: MemberName, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func add(_ name: MemberName, _ value: MLflowObject?) {
        guard let value else { return }
        key(name)
        value.append(to: &bytes)
    }

    mutating func add(_ name: MemberName, _ values: [MLflowObject]) {
        list(name, values) { bytes, object in object.append(to: &bytes) }
    }

    /// Objects that are written in place, one for each value: nothing is copied.
    mutating func add<Value>(
        _ name: MemberName,
        each values: [Value],
        _ write: (Value, inout MLflowObject) -> Void
    ) {
        guard !values.isEmpty else { return }
        key(name)
        for (index, value) in values.enumerated() {
            bytes.append(index == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
            bytes.append(UInt8(ascii: "{"))
            write(value, &self)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func add(_ name: MemberName, _ values: [String]) {
        list(name, values) { bytes, text in JSONBytes.append(text, to: &bytes) }
    }

    /// A document of a client's, kept as it came.
    mutating func add(_ name: MemberName, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        JSONBytes.append(value, to: &bytes)
    }

    /// JSON texts that were checked when they came in.
    mutating func add(_ name: MemberName, documents: [String]) {
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
    var finished: [UInt8] {
        var document = bytes
        document.append(UInt8(ascii: "}"))
        return document
    }

    /// The answer to a request that changed nothing.
    func response(status: HTTPResponse.Status = .ok) -> Response {
        var document = ByteBuffer()
        document.reserveCapacity(bytes.count + 1)
        document.writeBytes(bytes)
        document.writeInteger(UInt8(ascii: "}"))
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: document)
        )
    }

    private mutating func list<Element>(
        _ name: MemberName,
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

    /// Only the beginning of an object ends with a brace that opens: a text ends with its quotation mark.
    private mutating func separate() {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func key(_ name: MemberName) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.text.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
