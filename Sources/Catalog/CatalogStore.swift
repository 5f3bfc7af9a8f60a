package import Access
package import Identifiers

/// Where models, versions, datasets and lineage are kept. Every write leaves an audit entry in its transaction.
///
/// Reads return nil for what is not there; writes throw `StoreFault`.
package protocol CatalogStore: DatasetStore {
    func model(_ reference: ModelReference) async throws -> Model?
    func models(matching search: ModelSearch, page: PageRequest) async throws -> Page<Model>
    func createModel(_ draft: ModelDraft, under grant: borrowing Grant) async throws -> Recorded<Model>
    /// `revision` nil changes whatever is there.
    func updateModel(
        named name: ResourceName,
        _ changes: ModelChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Model>

    /// Deleted versions as well, which say so.
    func version(_ number: Int, of model: ModelReference) async throws -> ModelVersion?
    /// Newest first, deleted ones among them.
    func versions(of model: ModelReference, page: PageRequest) async throws -> Page<ModelVersion>
    func createVersion(
        of name: ResourceName,
        description: String,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelVersion>
    /// Names stored content; replaces an earlier file of the same path while the version is a draft.
    func attachFile(
        _ file: VersionFile,
        toVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<VersionFile>
    func files(ofVersion number: Int, of model: ModelReference) async throws -> [VersionFile]
    /// The groups that alone may read files of the model's versions because they alone may at the origin of the files: one
    /// set for each restricted origin. `version` nil asks of all versions.
    func fileReaders(ofVersion version: Int?, of model: ModelReference) async throws -> [Set<GroupID>]
    /// Computes the manifest digest over the files and closes the version; a version without files is refused.
    func sealVersion(
        _ number: Int,
        of name: ResourceName,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<ModelVersion>
    /// The sealed version that holds exactly these files by digest; the newest when there are several.
    func sealedVersion(holding digests: Set<Digest>) async throws -> ModelVersion?

    func lineage(ofVersion number: Int, of model: ModelReference) async throws -> [LineageEdge]
    /// Which model versions depend on this dataset version.
    func dependents(ofDatasetVersion number: Int, of name: ResourceName) async throws -> [LineageEdge]
    func linkDataset(
        _ datasetVersion: Int,
        of dataset: ResourceName,
        to version: Int,
        of model: ResourceName,
        as role: LineageEdge.Role,
        under grant: borrowing Grant
    ) async throws -> Recorded<LineageEdge>
}

extension CatalogStore {
    /// The live model of that name.
    package func model(named name: ResourceName) async throws -> Model? {
        try await model(.name(name))
    }

    package func version(_ number: Int, of name: ResourceName) async throws -> ModelVersion? {
        try await version(number, of: .name(name))
    }

    package func versions(of name: ResourceName, page: PageRequest) async throws -> Page<ModelVersion> {
        try await versions(of: .name(name), page: page)
    }

    package func files(ofVersion number: Int, of name: ResourceName) async throws -> [VersionFile] {
        try await files(ofVersion: number, of: .name(name))
    }

    package func lineage(ofVersion number: Int, of name: ResourceName) async throws -> [LineageEdge] {
        try await lineage(ofVersion: number, of: .name(name))
    }
}

/// What a listing of models is narrowed to; nil means any.
package struct ModelSearch: Hashable, Sendable {
    /// Words that must all occur in name, purpose or description; at most 200 characters.
    package var text: String?
    package var ownerTeamName: String?
    package var riskClass: RiskClass?
    /// The deleted ones in place of the live ones.
    package var onlyDeleted: Bool
    /// A name that they had and gave up.
    package var formerName: String?

    package init(
        text: String? = nil,
        ownerTeamName: String? = nil,
        riskClass: RiskClass? = nil,
        onlyDeleted: Bool = false,
        formerName: String? = nil
    ) {
        self.text = text
        self.ownerTeamName = ownerTeamName
        self.riskClass = riskClass
        self.onlyDeleted = onlyDeleted
        self.formerName = formerName
    }
}
