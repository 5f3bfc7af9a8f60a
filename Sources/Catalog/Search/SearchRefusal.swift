/// Why a search cannot be made as asked: what is wrong, where, and how to mend it. Safe to show to the asker.
package struct SearchRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
