/// Addresses that a card may link to: those of the web, never one that runs something.
package enum WebLink {
    /// Whether the text is `http://` or `https://`, a host, and nothing that ends an attribute or an address early.
    package static func isSafe(_ text: String) -> Bool {
        let lowered = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else {
            return false
        }
        let rest = text.unicodeScalars.dropFirst(scheme.unicodeScalars.count)
        guard let first = rest.first,
            first.properties.isAlphabetic || first.properties.numericType != nil || first == "["
        else { return false }
        return rest.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
                && !"\"'<>\\`{}|^".unicodeScalars.contains(scalar)
        }
    }
}
