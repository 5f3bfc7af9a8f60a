import Access
import Hummingbird
import Identifiers
import TransparencyLog
import Workflows

/// `/tlog/<log>/checkpoint` and `/tlog/<log>/tile/…` (C2SP tlog-tiles).
struct LogTileRoutes: Sendable {
    /// A tile of a given width never changes.
    private static let immutable = "private, max-age=31536000, immutable"

    let log: ReadAuditLog

    func add(to routes: RouterGroup<APIContext>) {
        routes.get("tlog/:log/checkpoint", use: checkpoint)
        routes.get("tlog/:log/tile/**", use: tile)
    }

    private func checkpoint(_ request: Request, _ context: APIContext) async throws -> Response {
        try requireLog(context)
        guard let note = try await log.checkpoint(by: context.requireActor()) else {
            throw StoreFault.notFound(what: "A signed checkpoint")
        }
        return Reply.bytes(note, type: "text/plain; charset=utf-8")
    }

    private func tile(_ request: Request, _ context: APIContext) async throws -> Response {
        try requireLog(context)
        let path = "tile/" + context.parameters.getCatchAll().joined(separator: "/")
        guard let coordinate = TileCoordinate(path: path),
            let bytes = try await log.tile(coordinate, by: context.requireActor())
        else { throw StoreFault.notFound(what: "Tile \(path.prefix(100))") }
        return Reply.bytes(bytes, type: "application/octet-stream", cache: Self.immutable)
    }

    private func requireLog(_ context: APIContext) throws {
        guard try context.text("log") == log.origin else { throw StoreFault.notFound(what: "That log") }
    }
}
