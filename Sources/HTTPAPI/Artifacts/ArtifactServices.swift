package import Access
package import Workflows

/// The use cases over artifacts, made once by the composition for both APIs.
package struct ArtifactServices: Sendable {
    package var find: FindArtifacts
    package var store: StoreArtifact
    package var parts: UploadArtifactParts
    package var restrict: RestrictArtifacts
    package var addresses: AddressSigner
    package var origin: PublicOrigin

    package init(
        find: FindArtifacts,
        store: StoreArtifact,
        parts: UploadArtifactParts,
        restrict: RestrictArtifacts,
        addresses: AddressSigner,
        origin: PublicOrigin
    ) {
        self.find = find
        self.store = store
        self.parts = parts
        self.restrict = restrict
        self.addresses = addresses
        self.origin = origin
    }
}
