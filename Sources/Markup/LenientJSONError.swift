/// Why a JSON text could not be read further.
package struct LenientJSONError: Error, Equatable, CustomStringConvertible {
    package var reason: String
    /// Bytes from the start of the text.
    package var offset: Int

    package var description: String { "invalid JSON at byte \(offset): \(reason)" }
}
