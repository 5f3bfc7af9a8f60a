/// Why an event cannot be logged, or why logged bytes are not an event.
package enum AuditEventError: Error, Hashable {
    case tooLong(byteCount: Int)
    case malformedAction(String)
    case idNotVersion7
    case numberInDetails(path: String)
    case notJSON(String)
    case notCanonical
    case unknownVersion
    case missingField(String)
    case malformedField(String)
    case unknownField(String)
}

extension AuditEventError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let count):
            "an audit event holds at most \(AuditEvent.bytesMax) bytes, not \(count); log a digest instead"
        case .malformedAction(let action):
            "the action \"\(action)\" is not lower-case words joined by dots, such as models.create"
        case .idNotVersion7: "the event id is not a version 7 UUID"
        case .numberInDetails(let path): "details\(path) is a number; write it as a string"
        case .notJSON(let reason): "the event is not JSON: \(reason)"
        case .notCanonical: "the event is not in canonical JSON (RFC 8785)"
        case .unknownVersion: "the event has an unknown format version"
        case .missingField(let name): "the event has no \(name)"
        case .malformedField(let name): "the event's \(name) is malformed"
        case .unknownField(let name): "the event has an unknown field \(name)"
        }
    }
}
