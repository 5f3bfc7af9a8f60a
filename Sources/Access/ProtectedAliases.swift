import FoundationEssentials

/// The aliases that callers follow into production: moving one is a promotion.
///
/// Compared without regard to case, so that `Champion` is no way around `champion`.
package struct ProtectedAliases: Hashable, Sendable {
    package let names: Set<String>

    /// Reads the JSON of `Policies/protected-aliases.json`; an unknown field, an empty list or a name that is none is an
    /// error.
    package init(json: [UInt8]) throws(ProtectedAliasesError) {
        let document: [String: [String]]
        do {
            document = try JSONDecoder().decode([String: [String]].self, from: Data(json))
        } catch {
            throw ProtectedAliasesError(detail: "it is not a JSON object with one list of texts: \(error)")
        }
        guard let names = document["aliases"], document.count == 1 else {
            throw ProtectedAliasesError(detail: "it must have the field \"aliases\" and no other")
        }
        if let strange = names.first(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) {
            throw ProtectedAliasesError(detail: "\"\(strange)\" cannot be an alias")
        }
        self.names = Set(names.map { $0.lowercased() })
    }

    package func contains(_ alias: String) -> Bool { names.contains(alias.lowercased()) }
}

/// A list of protected aliases that cannot be trusted; nothing starts with one.
package struct ProtectedAliasesError: Error, CustomStringConvertible {
    package let detail: String
    package var description: String { "protected-aliases.json: \(detail)" }
}
