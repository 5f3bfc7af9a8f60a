import Access
import ConnectorKit
import Corpus
import FoundationEssentials
import Workflows

/// Queues the sample's Slack export for import, packed as an upload would bring it.
struct SampleMessages: Sendable {
    let stores: Stores
    let cast: SampleCast

    func queue(_ sources: [SampleManifest.SampleSource], from folder: String) async throws {
        guard let admin = cast.manifest.people.first(where: { $0.role == .admin }) else { return }
        let actor = try await cast.actor(email: admin.email)
        for source in sources {
            _ = try await ManageSources(
                corpus: stores.corpus,
                principals: stores.principals,
                gate: stores.gate
            ).create(
                SourceDraft(
                    name: source.name,
                    kind: source.kind,
                    audience: .everyone,
                    workspaceDomain: "tidewater-freight"
                ),
                by: actor,
                SampleCast.request("source")
            )
            try await queue(source, from: folder, by: actor)
        }
    }

    private func queue(_ source: SampleManifest.SampleSource, from folder: String, by actor: Actor)
        async throws
    {
        let archive = FileManager.default.temporaryDirectory.appending(
            path: "assay-sample-\(UUID().uuidString).zip"
        ).path
        defer { try? FileManager.default.removeItem(atPath: archive) }
        _ = try ArchivePacker.pack(folder: "\(folder)/\(source.path)", into: archive, format: .zip)
        let queue = QueueImport(corpus: stores.corpus, contents: stores.guardedExports, gate: stores.gate)
        _ = try await queue(
            into: source.name,
            fileName: "slack-export.zip",
            options: ImportOptions(),
            body: try FilePieces(path: archive),
            announcedBytes: nil,
            by: actor,
            SampleCast.request("import")
        )
    }
}
