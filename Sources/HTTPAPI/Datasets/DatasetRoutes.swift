import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/datasets`
struct DatasetRoutes: Sendable {
    let register: RegisterDataset
    let updateDataset: UpdateDataset
    let read: ReadDatasets

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("datasets", use: list)
        routes.post("datasets", use: create)
        routes.get("datasets/:dataset", use: get)
        routes.patch("datasets/:dataset", use: update)
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await read.datasets(
            try search(request),
            page: request.page(),
            by: context.requireActor()
        )
        return try Reply.page(page, WireDataset.init)
    }

    private func search(_ request: Request) throws -> DatasetSearch {
        let query = request.uri.queryParameters
        return DatasetSearch(
            text: query["q"].map(String.init),
            ownerTeamName: query["owner_team"].map(String.init),
            sensitivity: try request.choice("sensitivity"),
            residency: try request.checked("residency", Territory.init),
            licence: try request.checked("licence", Licence.init)
        )
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await read.dataset(context.resourceName("dataset"), by: context.requireActor())
        return try Reply.json(WireDataset(found), revision: found.revision)
    }

    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DatasetRegistration.self, from: request)
        let made = try await register(
            input.request,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(
            made.map(WireDataset.init),
            status: .created,
            revision: made.value.revision,
            location: "/api/v1/datasets/\(made.value.name)"
        )
    }

    private func update(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(DatasetChangeInput.self, from: request)
        let made = try await updateDataset(
            context.resourceName("dataset"),
            input.request,
            expecting: request.expectedRevision(),
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map(WireDataset.init), revision: made.value.revision)
    }
}
