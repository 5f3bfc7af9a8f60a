/// Why a database's schema cannot be brought up to date, or not be trusted.
package enum SchemaHistoryError: Error, Equatable {
    /// The embedded numbers are not 1, 2, 3 …
    case versionsNotContiguous(numbers: [Int])
    /// The database lacks a version below its newest.
    case appliedNotContiguous(numbers: [Int])
    case databaseIsNewer(database: Int, binary: Int)
    /// The SQL that was applied is not the SQL that this binary carries.
    case checksumDiffers(version: SchemaVersion)
    case nameDiffers(version: SchemaVersion, applied: String)
    /// `reason` is the database's own message.
    case versionFailed(version: SchemaVersion, reason: String)
    case lockTimedOut(seconds: Int)
    /// The database has never been migrated.
    case historyMissing
}

extension SchemaHistoryError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        switch self {
        case .versionsNotContiguous(let numbers):
            "this build's schema versions are \(numbers), which is not 1 to \(numbers.count); build it again"
        case .appliedNotContiguous(let numbers):
            "the database has the schema versions \(numbers), which leaves gaps; restore it from a backup"
        case .databaseIsNewer(let database, let binary):
            "the database has schema version \(database), but this build knows only \(binary); "
                + "use a newer build"
        case .checksumDiffers(let version):
            "schema version \(version) was changed after it was applied; use the build that applied it"
        case .nameDiffers(let version, let applied):
            "schema version \(version) was applied under the name \(applied); use the build that applied it"
        case .versionFailed(let version, _):
            "schema version \(version) could not be applied and was rolled back; see the log"
        case .lockTimedOut(let seconds):
            "another process has been changing the schema for \(seconds) s; wait for it and start again"
        case .historyMissing:
            "the database has no schema yet; run: assay migrate"
        }
    }

    package var debugDescription: String {
        guard case .versionFailed(_, let reason) = self else { return description }
        return "\(description): \(reason)"
    }
}
