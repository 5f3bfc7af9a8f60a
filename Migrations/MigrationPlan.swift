/// Decides what a migration would apply, from facts only.
enum MigrationPlan {
    /// The versions after the applied ones; throws when the two histories are not the same story.
    ///
    /// `checksums` belong to `versions`, in their order.
    static func pending(
        versions: [SchemaVersion],
        checksums: [String],
        applied: [AppliedVersion]
    ) throws(SchemaHistoryError) -> [SchemaVersion] {
        let embedded = versions.map(\.number)
        guard embedded == Array(1..<versions.count + 1) else {
            throw .versionsNotContiguous(numbers: embedded)
        }
        let numbers = applied.map(\.number)
        guard numbers == Array(1..<applied.count + 1) else { throw .appliedNotContiguous(numbers: numbers) }
        guard applied.count <= versions.count else {
            throw .databaseIsNewer(database: applied.count, binary: versions.count)
        }
        for (index, entry) in applied.enumerated() {
            let version = versions[index]
            guard entry.name == version.name else {
                throw .nameDiffers(version: version, applied: entry.name)
            }
            guard entry.checksum == checksums[index] else { throw .checksumDiffers(version: version) }
        }
        return Array(versions.dropFirst(applied.count))
    }
}
