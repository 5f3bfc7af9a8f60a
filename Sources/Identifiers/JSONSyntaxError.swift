/// Why bytes are not an acceptable JSON document, and where.
package struct JSONSyntaxError: Error, Hashable {
    package enum Problem: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte
        case trailingBytes
        case duplicateKey(String)
        case nestedTooDeep(depthMax: Int)
        case invalidNumber
        /// Outside the range of a double, or a whole number that neither Int64 nor a double holds exactly.
        case numberNotRepresentable
        case invalidEscape
        case loneSurrogate
        case controlCharacterInString
        case invalidUTF8
    }

    package let problem: Problem
    /// Zero-based position in the document of the first byte that cannot be accepted.
    package let byteOffset: Int
}

extension JSONSyntaxError: CustomStringConvertible {
    package var description: String { "invalid JSON at byte \(byteOffset): \(problem)" }
}

extension JSONSyntaxError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedEnd: "the document ends too early"
        case .unexpectedByte: "unexpected character"
        case .trailingBytes: "nothing may follow the document"
        case .duplicateKey(let key): "the key \"\(key)\" occurs twice in one object"
        case .nestedTooDeep(let depthMax): "nested deeper than \(depthMax) levels"
        case .invalidNumber: "not a JSON number"
        case .numberNotRepresentable: "the number cannot be held exactly; write it as a string"
        case .invalidEscape: "unknown escape in a string"
        case .loneSurrogate: "half of a surrogate pair in a string"
        case .controlCharacterInString: "a control character in a string must be escaped"
        case .invalidUTF8: "a string is not valid UTF-8"
        }
    }
}
