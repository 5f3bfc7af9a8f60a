import Testing

@testable import SchemaHistory

@Suite("A migration plan")
struct MigrationPlanTests {
    private let versions = [1, 2, 3].map { SchemaVersion($0, "step\($0)", []) }
    private let checksums = ["a", "b", "c"]

    private func applied(_ numbers: [Int], checksum: String? = nil, name: String? = nil) -> [AppliedVersion] {
        numbers.map { number in
            AppliedVersion(
                number: number,
                name: name ?? "step\(number)",
                checksum: checksum ?? String("abcd".prefix(number).suffix(1)),
                appliedAt: "",
                assayVersion: ""
            )
        }
    }

    @Test("is what the database does not have yet", arguments: [[], [1], [1, 2], [1, 2, 3]])
    func pending(_ numbers: [Int]) throws {
        let plan = try MigrationPlan.pending(
            versions: versions,
            checksums: checksums,
            applied: applied(numbers)
        )
        #expect(plan.map(\.number) == [1, 2, 3].filter { !numbers.contains($0) })
    }

    @Test("refuses a database that is newer than the build")
    func newer() {
        #expect(throws: SchemaHistoryError.databaseIsNewer(database: 4, binary: 3)) {
            try MigrationPlan.pending(
                versions: versions,
                checksums: checksums,
                applied: applied([1, 2, 3, 4])
            )
        }
    }

    @Test("refuses gaps on either side")
    func gaps() {
        #expect(throws: SchemaHistoryError.appliedNotContiguous(numbers: [1, 3])) {
            try MigrationPlan.pending(versions: versions, checksums: checksums, applied: applied([1, 3]))
        }
        #expect(throws: SchemaHistoryError.versionsNotContiguous(numbers: [1, 3])) {
            let gap = [versions[0], versions[2]]
            return try MigrationPlan.pending(versions: gap, checksums: ["a", "c"], applied: [])
        }
    }

    @Test("refuses a version that was changed or renamed after it was applied, and names it")
    func changed() {
        #expect(throws: SchemaHistoryError.checksumDiffers(version: versions[0])) {
            try MigrationPlan.pending(
                versions: versions,
                checksums: checksums,
                applied: applied([1], checksum: "other")
            )
        }
        #expect(throws: SchemaHistoryError.nameDiffers(version: versions[0], applied: "other")) {
            try MigrationPlan.pending(
                versions: versions,
                checksums: checksums,
                applied: applied([1], name: "other")
            )
        }
    }

    @Test("drift names what is gone and what is new, and nothing else")
    func drift() {
        let drift = SchemaDrift(expected: ["a", "b", "c"], actual: ["a", "c", "d"])
        #expect(drift.missing == ["b"])
        #expect(drift.unexpected == ["d"])
        #expect(SchemaDrift(expected: ["a"], actual: ["a"]).isEmpty)
    }
}
