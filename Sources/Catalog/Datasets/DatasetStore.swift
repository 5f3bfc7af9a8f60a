package import Access

/// Where datasets, their versions, schemas and quality checks are kept. Every write leaves an audit entry in its
/// transaction.
///
/// Reads return nil for what is not there; writes throw `StoreFault`.
package protocol DatasetStore: Sendable {
    func dataset(named name: ResourceName) async throws -> Dataset?
    /// In order of names.
    func datasets(matching search: DatasetSearch, page: PageRequest) async throws -> Page<Dataset>
    func createDataset(_ draft: DatasetDraft, under grant: borrowing Grant) async throws -> Recorded<Dataset>
    /// `revision` nil changes whatever is there.
    func updateDataset(
        named name: ResourceName,
        _ changes: DatasetChanges,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<Dataset>

    func datasetVersion(_ number: Int, of name: ResourceName) async throws -> DatasetVersion?
    /// Newest first.
    func datasetVersions(of name: ResourceName, page: PageRequest) async throws -> Page<DatasetVersion>
    /// Takes the dataset's licence and sensitivity of that moment into the version.
    func createDatasetVersion(
        of name: ResourceName,
        _ draft: DatasetVersionDraft,
        under grant: borrowing Grant
    ) async throws -> Recorded<DatasetVersion>

    /// Nil when there is no such version or nobody said what its columns are.
    func schema(ofDatasetVersion number: Int, of name: ResourceName) async throws -> DatasetSchema?
    /// Says once what a version's rows look like; a version that has a schema keeps it.
    func describeDatasetVersion(
        _ number: Int,
        of name: ResourceName,
        _ schema: DatasetSchema,
        rowCount: Int64?,
        sourceURI: SourceURI?,
        under grant: borrowing Grant
    ) async throws -> Recorded<DatasetVersion>

    /// Newest first; with `latestOnly` one result a name.
    func checks(
        ofDatasetVersion number: Int,
        of name: ResourceName,
        latestOnly: Bool,
        page: PageRequest
    ) async throws -> Page<QualityCheck>
    /// Judges and keeps the results, all or none.
    func recordChecks(
        _ drafts: [QualityCheckDraft],
        onDatasetVersion number: Int,
        of name: ResourceName,
        under grant: borrowing Grant
    ) async throws -> Recorded<[QualityCheck]>
}

/// What a listing of datasets is narrowed to; nil means any.
package struct DatasetSearch: Hashable, Sendable {
    /// Words that must all occur in name, purpose or description; at most 200 characters.
    package var text: String?
    package var ownerTeamName: String?
    package var sensitivity: Sensitivity?
    /// Datasets that may be kept there: those that name it.
    package var residency: Territory?
    package var licence: Licence?

    package init(
        text: String? = nil,
        ownerTeamName: String? = nil,
        sensitivity: Sensitivity? = nil,
        residency: Territory? = nil,
        licence: Licence? = nil
    ) {
        self.text = text
        self.ownerTeamName = ownerTeamName
        self.sensitivity = sensitivity
        self.residency = residency
        self.licence = licence
    }
}
