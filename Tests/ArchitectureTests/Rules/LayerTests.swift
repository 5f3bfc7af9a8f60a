import Testing

@Suite("The manifest and docs/architecture.md agree")
struct LayerTests {
    /// What the targets of a layer may see; an adapter (L2b) is seen by the composition alone.
    private static let visible: [String: Set<String>] = [
        "L0": [],
        "L1": ["L0", "L1"],
        "L2a": ["L0", "L1", "L2a"],
        "L2b": ["L1", "L2a"],
        "L3": ["L1", "L2a"],
        "L4": ["L1", "L2a", "L3", "L4"],
        "L5": ["L1", "L2a", "L2b", "L3", "L4"],
    ]

    @Test("Every target of the manifest has a row, and every row a target")
    func sameTargets() {
        let declared = Set(Manifest.shared.products.map(\.name)).subtracting(TestSupportRule.names)
        let documented = Set(LayerTable.shared.rows.map(\.target)).subtracting(TestSupportRule.names)
        #expect(!declared.isEmpty)
        for name in declared.subtracting(documented).sorted() {
            Issue.record("Package.swift: \(name) has no row in \(LayerTable.path); add one under its layer")
        }
        for name in documented.subtracting(declared).sorted() {
            Issue.record("\(LayerTable.path): \(name) is no target of Package.swift; take the row out")
        }
    }

    @Test("Rows name the folder and the imports that the manifest names")
    func sameFoldersAndImports() {
        for target in Manifest.shared.products {
            guard let row = LayerTable.shared.row(of: target.name) else { continue }
            let place = "\(LayerTable.path):\(row.line): \(target.name)"
            let folder = target.path ?? "Sources/\(target.name)"
            #expect(
                row.folder == folder,
                "\(place): Package.swift:\(target.line) says the folder is \(folder)"
            )
            let missing = target.dependencies.subtracting(row.imports).sorted()
            let extra = row.imports.subtracting(target.dependencies).sorted()
            #expect(
                missing.isEmpty,
                "\(place): the row does not list \(missing), Package.swift:\(target.line) does"
            )
            #expect(
                extra.isEmpty,
                "\(place): Package.swift:\(target.line) does not list \(extra), the row does"
            )
        }
    }

    @Test("Arrows point down, and adapters are seen by the composition alone")
    func arrowsPointDown() {
        for row in LayerTable.shared.rows {
            guard let visible = Self.visible[row.layer] else {
                Issue.record("\(LayerTable.path):\(row.line): \(row.layer) is no layer; use one of L0 to L5")
                continue
            }
            for imported in row.imports.sorted() {
                guard let other = LayerTable.shared.row(of: imported) else { continue }
                #expect(
                    visible.contains(other.layer),
                    """
                    \(LayerTable.path):\(row.line): \(row.target) (\(row.layer)) may not see \(imported) \
                    (\(other.layer)); put a port into the domain and let assay connect both sides
                    """
                )
            }
        }
    }

    @Test("Every target says what it is for")
    func everyRowHasAResponsibility() {
        for row in LayerTable.shared.rows {
            #expect(
                row.responsibility.count > 15,
                "\(LayerTable.path):\(row.line): say in one line what \(row.target) is responsible for"
            )
        }
    }

    @Test("Every target is tested by a test target with at least one file")
    func everyTargetIsTested() {
        let tests = Manifest.shared.targets.filter(\.isTest)
        for target in Manifest.shared.products
        where !target.isSystem && !Self.testedElsewhere.contains(target.name) {
            let own = tests.filter { $0.dependencies.contains(target.name) }
            #expect(
                own.contains { hasFiles($0) },
                "Package.swift:\(target.line): no test target with files depends on \(target.name); add one"
            )
        }
    }

    /// `CKernels` has no Swift interface but through `Tensors`; `assay` is started as a program by the integration
    /// tests; `TestSupport` and `ModelFixtures` are used by other tests.
    private static let testedElsewhere = TestSupportRule.names.union(["CKernels", "assay"])

    private func hasFiles(_ target: Manifest.Target) -> Bool {
        let folder = (target.path ?? "Tests/\(target.name)") + "/"
        return Checkout.swiftFiles.contains { $0.path.hasPrefix(folder) }
    }
}

/// Test-only libraries and the program that fuzzes: they stand under `Tests/`, so the layer table does not speak
/// of them.
enum TestSupportRule {
    static let names: Set = ["TestSupport", "ModelFixtures", "fuzz"]
}
