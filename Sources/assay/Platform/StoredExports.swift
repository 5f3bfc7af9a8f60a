import ConnectorKit
import ContentStore
import Corpus
import SlackConnector
import Workflows

/// Opens stored exports with the connector of their vendor.
struct StoredExports: ExportOpener {
    let contents: FileContentStore

    func open(_ job: ImportJob, after checkpoint: ImportCheckpoint?) async throws -> any ExportReader {
        let source = try ExportPath.source(at: contents.path(of: job.contentDigest))
        let options = SlackImportOptions(
            includeDirectMessages: job.options.includesDirectMessages,
            assumePublicChannels: job.options.assumesPublicChannels
        )
        return SlackExportReader(source: source, options: options, checkpoint: checkpoint)
    }

    /// The vendor's link to a message.
    static let link: MessageLinker = { location in
        SlackPermalink.url(
            workspaceDomain: location.workspaceDomain,
            containerNativeID: location.containerNativeID,
            nativeID: location.messageNativeID,
            threadNativeID: location.threadNativeID
        )
    }
}
