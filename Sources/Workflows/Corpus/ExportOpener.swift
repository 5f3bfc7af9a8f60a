package import ConnectorKit
package import Corpus

/// Opens a stored export with the connector of its source. Only the composition knows the connectors.
package protocol ExportOpener: Sendable {
    /// A reader that goes on after `checkpoint`, or begins when it is nil.
    func open(_ job: ImportJob, after checkpoint: ImportCheckpoint?) async throws -> any ExportReader
}
