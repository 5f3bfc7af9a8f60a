import EmbeddedPostgres

/// Ends the server when its own database could not be brought back.
struct DatabaseWatch: Sendable {
    let postgres: EmbeddedPostgres

    func run() async throws {
        for await event in postgres.events {
            if case .gaveUp(let reason) = event { throw DatabaseLost(reason: reason) }
        }
    }
}

/// The embedded PostgreSQL died and could not be started again.
struct DatabaseLost: Error, CustomStringConvertible {
    let reason: String
    var description: String { "The embedded PostgreSQL could not be brought back: \(reason)" }
}
