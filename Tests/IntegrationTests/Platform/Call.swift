import HTTPTypes
import Identifiers
import NIOCore

/// A request to the API.
struct Call: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        /// Arrives piece by piece and breaks off after the last one, as when the client goes away.
        case brokenOff([[UInt8]])
    }

    var method: HTTPRequest.Method
    var path: String
    var headers: HTTPFields = [:]
    var body: Body = .bytes([])

    static func get(_ path: String) -> Call { Call(method: .get, path: path) }
    static func delete(_ path: String) -> Call { Call(method: .delete, path: path) }

    static func post(_ path: String, _ json: JSONValue = .object([:])) -> Call {
        sending(.post, path, json)
    }

    static func patch(_ path: String, _ json: JSONValue) -> Call { sending(.patch, path, json) }
    static func delete(_ path: String, _ json: JSONValue) -> Call { sending(.delete, path, json) }
    static func put(_ path: String, _ json: JSONValue) -> Call { sending(.put, path, json) }

    static func upload(_ method: HTTPRequest.Method, _ path: String, _ bytes: [UInt8]) -> Call {
        Call(
            method: method,
            path: path,
            headers: [.contentType: "application/octet-stream", .contentLength: "\(bytes.count)"],
            body: .bytes(bytes)
        )
    }

    private static func sending(_ method: HTTPRequest.Method, _ path: String, _ json: JSONValue) -> Call {
        let bytes = (try? CanonicalJSON.encode(json)) ?? []
        return Call(
            method: method,
            path: path,
            headers: [.contentType: "application/json"],
            body: .bytes(bytes)
        )
    }

    /// Whether the address is one of MLflow's, where refusals have MLflow's shape.
    var isMLflow: Bool {
        ["/api/2.0", "/api/3.0", "/ajax-api/", "/v1/traces"].contains { path.hasPrefix($0) }
    }

    func with(_ name: String, _ value: String) -> Call {
        var call = self
        if let name = HTTPField.Name(name) { call.headers[name] = value }
        return call
    }
}
