/// A version as the database remembers it.
package struct AppliedVersion: Sendable, Equatable {
    package let number: Int
    package let name: String
    /// SHA-256 of the SQL, lower-case hexadecimal.
    package let checksum: String
    /// RFC 3339 in UTC, microseconds.
    package let appliedAt: String
    /// The build that applied it.
    package let assayVersion: String
}

/// What has been applied and what a migration would apply.
package struct SchemaStatus: Sendable, Equatable {
    package let applied: [AppliedVersion]
    package let pending: [SchemaVersion]

    package var isCurrent: Bool { pending.isEmpty }
}
