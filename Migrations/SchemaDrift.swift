/// How the live schema differs from what the newest migration left, line by line of the catalogue's
/// description.
package struct SchemaDrift: Sendable, Equatable {
    /// What the migration left and is gone or was changed.
    package let missing: [String]
    /// What is there now without a migration.
    package let unexpected: [String]

    package init(expected: [String], actual: [String]) {
        let (expectedLines, actualLines) = (Set(expected), Set(actual))
        missing = expected.filter { !actualLines.contains($0) }
        unexpected = actual.filter { !expectedLines.contains($0) }
    }

    package var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty }
}

extension SchemaDrift: CustomStringConvertible {
    package var description: String {
        isEmpty
            ? "the schema is as migrated"
            : (missing.map { "missing: \($0)" } + unexpected.map { "unexpected: \($0)" }).joined(
                separator: "\n"
            )
    }
}
