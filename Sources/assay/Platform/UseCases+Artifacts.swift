import Access
import HTTPAPI
import Workflows

extension UseCases {
    static func artifacts(
        _ stores: Stores,
        _ settings: ServerSettings,
        addresses: AddressSigner
    ) -> ArtifactServices {
        let (artifacts, contents, gate) = (stores.artifacts, stores.contents, stores.gate)
        return ArtifactServices(
            find: FindArtifacts(artifacts: artifacts, contents: contents, gate: gate),
            store: StoreArtifact(artifacts: artifacts, contents: contents, gate: gate),
            parts: UploadArtifactParts(
                artifacts: artifacts,
                uploads: artifacts,
                contents: contents,
                collect: CollectContents(contents: contents, collection: stores.collection),
                gate: gate
            ),
            restrict: RestrictArtifacts(artifacts: artifacts, principals: stores.principals, gate: gate),
            addresses: addresses,
            origin: PublicOrigin(configured: settings.publicURL, isTLS: settings.tls != nil)
        )
    }
}
