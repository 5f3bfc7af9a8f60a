import Access
import Catalog
import Hummingbird
import Identifiers
import Workflows

/// `/api/v1/datasets/{dataset}/versions/{version}/schema` and what changed in it.
struct DatasetSchemaRoutes: Sendable {
    let register: RegisterDataset
    let read: ReadDatasets

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("datasets/:dataset/versions/:version/schema", use: get)
        routes.put("datasets/:dataset/versions/:version/schema", use: describe)
        routes.get("datasets/:dataset/versions/:version/schema-changes", use: changes)
    }

    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let schema = try await read.schema(
            ofVersion: context.versionNumber(),
            of: context.resourceName("dataset"),
            by: context.requireActor()
        )
        return try Reply.json(WireSchema(schema))
    }

    private func describe(_ request: Request, _ context: APIContext) async throws -> Response {
        let (input, body) = try await JSONBody.decodeKeepingBytes(SchemaInput.self, from: request)
        let about = VersionRequest(
            description: "",
            columns: input.columns.map(\.value.request),
            rowCount: input.rowCount,
            sourceURI: input.sourceURI
        )
        let made = try await register.describe(
            context.versionNumber(),
            of: context.resourceName("dataset"),
            about,
            by: context.requireActor(),
            request.context(context, body: body)
        )
        return try Reply.recorded(made.map { WireDatasetVersion($0, at: read.now) })
    }

    /// From the version that `from` names, or from the one before.
    private func changes(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.versionNumber()
        let from = try request.number("from") ?? number - 1
        guard from > 0 else {
            throw InvalidInput("from", "is required for version 1, which none came before")
        }
        let changes = try await read.schemaChanges(
            from: from,
            to: number,
            of: context.resourceName("dataset"),
            by: context.requireActor()
        )
        return try Reply.json(WireSchemaChanges(changes, from: from, to: number))
    }
}

/// A column as a request describes it; `nullable` left out means true.
struct ColumnInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, type, nullable, description
    }
    typealias Fields = CodingKeys

    var name: String
    var type: String
    var nullable: Bool?
    var description: String?

    var request: ColumnRequest {
        ColumnRequest(
            name: name,
            type: type,
            isNullable: nullable ?? true,
            description: description ?? ""
        )
    }
}

private struct SchemaInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case columns
        case rowCount = "row_count"
        case sourceURI = "source_uri"
    }
    typealias Fields = CodingKeys

    var columns: [StrictObject<ColumnInput>]
    var rowCount: Int64?
    var sourceURI: String?
}

private struct WireSchema: Encodable, Sendable {
    var digest: String
    var columns: [WireColumn]

    init(_ schema: DatasetSchema) throws {
        digest = "sha256:\(try schema.digest.hex)"
        columns = schema.columns.map(WireColumn.init)
    }
}

private struct WireColumn: Encodable, Sendable {
    var name: String
    var type: ColumnType
    var nullable: Bool
    var description: String

    init(_ column: DatasetColumn) {
        name = column.name
        type = column.type
        nullable = column.isNullable
        description = column.description
    }
}

private struct WireSchemaChanges: Encodable, Sendable {
    struct Changed: Encodable, Sendable {
        var name: String
        var changed: [SchemaChanges.Aspect]
        var before: WireColumn
        var after: WireColumn
    }

    var from: Int
    var to: Int
    var same: Bool
    /// Whether who reads the old columns by name may find something missing or unlike.
    var breaking: Bool
    var added: [WireColumn]
    var removed: [WireColumn]
    var changed: [Changed]
    var reordered: Bool

    init(_ changes: SchemaChanges, from: Int, to: Int) {
        self.from = from
        self.to = to
        same = changes.isEmpty
        breaking = changes.isBreaking
        added = changes.added.map(WireColumn.init)
        removed = changes.removed.map(WireColumn.init)
        changed = changes.changed.map { change in
            Changed(
                name: change.after.name,
                changed: change.aspects,
                before: WireColumn(change.before),
                after: WireColumn(change.after)
            )
        }
        reordered = changes.isReordered
    }
}
