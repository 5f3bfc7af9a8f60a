import Access
import HTTPAPI
import Persistence
import Signing
import Workflows

extension ServiceParts {
    var artifacts: ArtifactServices {
        let store = PostgresArtifactStore(pool: pool)
        return ArtifactServices(
            find: FindArtifacts(artifacts: store, contents: contents, gate: gate),
            store: StoreArtifact(artifacts: store, contents: contents, gate: gate),
            parts: UploadArtifactParts(
                artifacts: store,
                uploads: store,
                contents: contents,
                collect: collect,
                gate: gate
            ),
            restrict: RestrictArtifacts(artifacts: store, principals: principals, gate: gate),
            addresses: AddressSigner(key: SecretBytes([UInt8](repeating: 7, count: 32))),
            origin: PublicOrigin(configured: nil, isTLS: false)
        )
    }

    var collect: CollectContents {
        CollectContents(contents: contents, collection: PostgresContentCollection(pool: pool))
    }
}
