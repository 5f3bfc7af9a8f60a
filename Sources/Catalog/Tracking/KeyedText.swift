/// A text under a key: a tag or a parameter.
package struct KeyedText: Hashable, Sendable, Codable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

extension Array<KeyedText> {
    /// The value under the key; the last one when a client sent several.
    package subscript(key: String) -> String? { last { $0.key == key }?.value }
}
