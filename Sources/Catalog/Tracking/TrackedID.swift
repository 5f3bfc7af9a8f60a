package import Identifiers

extension Identifier<RunEntity> {
    /// The form of MLflow: 32 lower-case hexadecimal digits; nil for anything else.
    package init?(hex text: some StringProtocol) {
        guard text.utf8.count == 32, let bytes = Hexadecimal.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    package var hex: String { Hexadecimal.encode(bytes) }
}

extension Identifier<LoggedModelEntity> {
    /// The form of MLflow: `m-` and 32 lower-case hexadecimal digits; nil for anything else.
    package init?(prefixed text: some StringProtocol) {
        guard text.hasPrefix("m-"), text.utf8.count == 34, let bytes = Hexadecimal.decode(text.dropFirst(2))
        else {
            return nil
        }
        self.init(bytes: bytes)
    }

    package var prefixed: String { "m-" + Hexadecimal.encode(bytes) }
}
