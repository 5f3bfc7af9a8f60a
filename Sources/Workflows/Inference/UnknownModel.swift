/// No model of that name is served for what was asked.
package struct UnknownModel: Error, Hashable, Sendable, CustomStringConvertible {
    /// Names come from clients; so much of one is shown.
    private static let shownMax = 100

    package let name: String
    /// The names that would do.
    package let served: [String]

    init(_ name: String, served: [String]) {
        self.name = name
        self.served = served
    }

    package var description: String {
        let names = served.map { "\"\($0)\"" }.joined(separator: ", ")
        let known = served.isEmpty ? "None is served for this." : "Served for this: \(names)."
        return "The model \"\(name.prefix(Self.shownMax))\" is not served here. \(known)"
    }
}
