/// What happened to a supervised server that nobody asked to stop.
package enum EmbeddedPostgresEvent: Sendable, Equatable {
    /// Connections are broken; the server will be started again.
    case serverDied(ending: String)
    /// The same connection strings work again.
    case serverRestarted
    /// It died too often; nothing more will be tried, and the owner should end too.
    case gaveUp(reason: String)
}
