package import Access
package import Catalog

/// Which models exist, who answers for them, what they depend on, where they run, and what is not in order.
package struct ReadInventory: Sendable {
    /// The most rows of one table.
    package static let rowsMax = 100_000
    private static let rowsPerRead = 500

    private let inventory: any InventoryStore
    private let gate: Gate

    package init(inventory: any InventoryStore, gate: Gate) {
        self.inventory = inventory
        self.gate = gate
    }

    package func callAsFunction(
        _ search: InventorySearch,
        page: PageRequest,
        by actor: Actor
    ) async throws -> Page<InventoryEntry> {
        try check(actor)
        return try await inventory.inventory(matching: search, page: page, at: gate.now)
    }

    /// Whether the actor may see all that an entry shows.
    package func check(_ actor: Actor) throws {
        try gate.check(actor, .modelsRead, on: Resource(.model))
        try gate.check(actor, .datasetsRead, on: Resource(.dataset))
    }

    /// All entries as lines of CSV, the header first; where there are more than `rowsMax`, the last line says so.
    package func table(
        _ search: InventorySearch,
        to output: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try await output(Array(InventoryEntry.csvHeader.utf8))
        var (after, count) = (String?.none, 0)
        while let page = PageRequest(size: Self.rowsPerRead, after: after) {
            let found = try await inventory.inventory(matching: search, page: page, at: gate.now)
            try await output(found.items.flatMap { Array($0.csvLine.utf8) })
            count += found.items.count
            guard let next = found.next else { return }
            guard count < Self.rowsMax else {
                return try await output(
                    Array("# more than \(Self.rowsMax) models: narrow the search\r\n".utf8)
                )
            }
            after = next
        }
    }
}
