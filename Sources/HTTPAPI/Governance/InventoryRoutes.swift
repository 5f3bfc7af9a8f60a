import Access
import Catalog
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore
import Workflows

/// `/api/v1/inventory`
struct InventoryRoutes: Sendable {
    let inventory: ReadInventory

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("inventory", use: list)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (search, actor) = (try Self.search(request), try context.requireActor())
        switch request.uri.queryParameters["format"] ?? "json" {
        case "json":
            let page = try await inventory(search, page: request.page(), by: actor)
            return try Reply.page(page, WireInventoryEntry.init)
        case "csv":
            try inventory.check(actor)
            return table(search)
        default: throw InvalidInput("format", "must be json or csv")
        }
    }

    private func table(_ search: InventorySearch) -> Response {
        Reply.streamed(type: "text/csv; charset=utf-8; header=present", fileName: "inventory.csv") { output in
            try await inventory.table(search, to: output)
        }
    }

    private static func search(_ request: Request) throws -> InventorySearch {
        let query = request.uri.queryParameters
        func word<Word: RawRepresentable & CaseIterable>(_ name: Substring, _: Word.Type) throws -> Word?
        where Word.RawValue == String {
            try query[name].map { text in
                guard let word = Word(rawValue: String(text)) else {
                    let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
                    throw InvalidInput(String(name), "must be one of \(all)")
                }
                return word
            }
        }
        let models = ModelSearch(
            text: query["q"].map(String.init),
            ownerTeamName: query["owner_team"].map(String.init),
            riskClass: try word("risk_class", RiskClass.self)
        )
        let dataset = try Self.name(query["dataset"].map(String.init))
        if let environment = query["environment"], environment.unicodeScalars.count > 255 {
            throw InvalidInput("environment", "must have at most 255 characters")
        }
        return InventorySearch(
            models: models,
            gap: try word("gap", InventoryEntry.Gap.self),
            lifecycle: try word("lifecycle", Lifecycle.self),
            dataset: dataset,
            environment: query["environment"].map(String.init)
        )
    }

    private static func name(_ text: String?) throws -> ResourceName? {
        guard let text else { return nil }
        do { return try ResourceName(text) } catch { throw InvalidInput("dataset", error.detail) }
    }
}

private struct WireInventoryEntry: Encodable, Sendable {
    var name: ResourceName
    var ownerTeam: String
    var accountable: String
    var purpose: String
    var riskClass: RiskClass
    var versionCount: Int
    var newestVersion: Int?
    var newestLifecycle: Lifecycle?
    var productionVersion: Int?
    var retiredAt: Instant?
    var isHeld: Bool
    var cardRevision: Int64?
    var datasets: [String]
    var deployments: [String]
    var gaps: [String]
    var updatedAt: Instant

    init(_ entry: InventoryEntry) {
        name = entry.name
        ownerTeam = entry.ownerTeamName
        accountable = entry.accountableName
        purpose = entry.purpose
        riskClass = entry.riskClass
        versionCount = entry.versionCount
        newestVersion = entry.newestVersion
        newestLifecycle = entry.newestLifecycle
        productionVersion = entry.productionVersion
        retiredAt = entry.retiredAt
        isHeld = entry.isHeld
        cardRevision = entry.cardRevision
        datasets = entry.datasets
        deployments = entry.deployments
        gaps = entry.gaps.map(\.rawValue)
        updatedAt = entry.updatedAt
    }
}
