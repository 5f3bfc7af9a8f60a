import Identifiers
import Testing

@testable import Catalog

@Suite("Changed feature contracts")
struct ContractComparisonTests {
    private static func feature(_ name: String, code: UInt8 = 1) throws -> Feature {
        Feature(
            name: name,
            type: try ColumnType("float64"),
            isNullable: false,
            description: "",
            sourceDigest: try #require(Digest(bytes: [UInt8](repeating: code, count: 32))),
            entityKeys: ["customer_id"],
            source: Feature.Source(dataset: try ResourceName("claims"), version: 1)
        )
    }

    typealias Verdict = (ContractComparison.Kind?, ContractComparison.Compatibility)

    /// One change of the feature `spend`, what it is called and how bad it is.
    private static let changes: [(String, @Sendable (inout [Feature]) throws -> Void, Verdict)] = [
        ("nothing", { _ in }, (nil, .identical)),
        ("order", { $0.reverse() }, (nil, .identical)),
        ("description", { $0[0].description = "per month" }, (nil, .identical)),
        ("rows", { $0[0].source?.version = 9 }, (nil, .identical)),
        ("removed", { $0.removeFirst() }, (.removed, .breaking)),
        ("type", { $0[0].type = try ColumnType("float32") }, (.typeChanged, .breaking)),
        ("nullable", { $0[0].isNullable = true }, (.becameNullable, .breaking)),
        ("code", { $0[0] = try feature("spend", code: 2) }, (.codeChanged, .breaking)),
        ("keys", { $0[0].entityKeys = ["account_id"] }, (.keysChanged, .breaking)),
        ("dataset", { $0[0].source = nil }, (.datasetChanged, .breaking)),
        ("added", { $0.append(try feature("zip")) }, (.added, .compatible)),
    ]

    @Test("Each change has its name and its weight")
    func kinds() throws {
        let base = [try Self.feature("spend"), try Self.feature("tenure")]
        for (name, change, (kind, compatibility)) in Self.changes {
            var changed = base
            try change(&changed)
            let comparison = ContractComparison(trainedOn: base, newest: changed)
            #expect(comparison.compatibility == compatibility, "\(name)")
            #expect(comparison.differences.map(\.kind) == (kind.map { [$0] } ?? []), "\(name)")
            let isSame = try FeatureContract.digest(of: base) == FeatureContract.digest(of: changed)
            #expect(isSame == (compatibility == .identical), "\(name): digest and comparison agree")
            #expect(!comparison.explanation.isEmpty)
        }
    }

    @Test("A feature that is no longer nullable breaks nothing, the other way round it does")
    func nullability() throws {
        let strict = [try Self.feature("spend")]
        var loose = strict
        loose[0].isNullable = true
        let tightened = ContractComparison(trainedOn: loose, newest: strict)
        #expect(tightened.differences.map(\.kind) == [.noLongerNullable])
        #expect(tightened.compatibility == .compatible)
    }

    @Test("Several changes are reported feature by feature, and one breaking one decides")
    func several() throws {
        let base = [try Self.feature("a"), try Self.feature("b"), try Self.feature("c")]
        var changed = [try Self.feature("a", code: 7), try Self.feature("d"), try Self.feature("c")]
        changed[0].type = try ColumnType("int64")
        let comparison = ContractComparison(trainedOn: base, newest: changed)
        #expect(comparison.differences.map(\.feature) == ["a", "a", "b", "d"])
        #expect(
            comparison.differences.map(\.kind) == [.typeChanged, .codeChanged, .removed, .added]
        )
        #expect(comparison.compatibility == .breaking)
        #expect(comparison.explanation.contains("a, b"))
    }

    @Test("Entity keys are a set")
    func keys() throws {
        var one = try Self.feature("a")
        one.entityKeys = ["x", "y"]
        let other = Feature(
            name: "a",
            type: one.type,
            isNullable: false,
            description: "",
            sourceDigest: one.sourceDigest,
            entityKeys: ["y", "x", "y"],
            source: one.source
        )
        #expect(ContractComparison(trainedOn: [one], newest: [other]).compatibility == .identical)
    }
}
