import Access
import Catalog
import Workflows

/// Registers the sample datasets and models, each by the engineer who would.
struct SampleCatalog: Sendable {
    let manifest: SampleManifest
    let stores: Stores
    let cast: SampleCast

    func register(_ dataset: SampleManifest.DatasetEntry, from folder: String) async throws {
        let actor = try await cast.actor(email: dataset.registeredBy)
        let register = RegisterDataset(
            datasets: stores.catalog,
            contents: stores.contents,
            owners: FindOwners(principals: stores.principals),
            gate: stores.gate
        )
        _ = try await register(
            RegisterDataset.Request(
                name: dataset.name,
                ownerTeam: dataset.ownerTeam,
                description: dataset.description
            ),
            by: actor,
            SampleCast.request("dataset")
        )
        for version in dataset.versions {
            for file in version.files {
                _ = try await register.addComputedVersion(
                    of: try ResourceName(dataset.name),
                    path: try FilePath(file.path),
                    body: try FilePieces(path: "\(folder)/\(file.from)"),
                    announcedDigest: nil,
                    announcedBytes: nil,
                    VersionRequest(
                        description: version.description,
                        columns: nil,
                        rowCount: nil,
                        sourceURI: nil
                    ),
                    by: actor,
                    SampleCast.request("dataset-version")
                )
            }
        }
    }

    func register(_ model: SampleManifest.ModelEntry, from folder: String) async throws {
        let actor = try await cast.actor(email: model.registeredBy)
        let register = RegisterModel(
            catalog: stores.catalog,
            owners: FindOwners(principals: stores.principals),
            gate: stores.gate
        )
        let request = RegisterModel.Request(
            name: model.name,
            ownerTeam: model.ownerTeam,
            accountable: model.accountable,
            purpose: model.purpose,
            riskClass: model.riskClass,
            description: model.description
        )
        _ = try await register(request, by: actor, SampleCast.request("model"))
        for version in model.versions {
            try await add(version, to: try ResourceName(model.name), from: folder, by: actor)
        }
    }

    private func add(
        _ version: SampleManifest.ModelEntry.Version,
        to name: ResourceName,
        from folder: String,
        by actor: Actor
    ) async throws {
        let versions = CreateVersion(catalog: stores.catalog, gate: stores.gate)
        let upload = UploadFile(catalog: stores.catalog, contents: stores.contents, gate: stores.gate)
        let made = try await versions(
            of: name,
            description: version.description,
            by: actor,
            SampleCast.request("version")
        ).value
        for file in version.files {
            let target = UploadFile.Target(
                model: name,
                version: made.number,
                path: try FilePath(file.path),
                announcedDigest: nil,
                announcedBytes: nil
            )
            _ = try await upload(
                target,
                body: try FilePieces(path: "\(folder)/\(file.from)"),
                by: actor,
                SampleCast.request("file")
            )
        }
        for link in version.lineage ?? [] {
            _ = try await TraceLineage(catalog: stores.catalog, gate: stores.gate).link(
                link.version,
                of: try ResourceName(link.dataset),
                to: made.number,
                of: name,
                as: link.role,
                by: actor,
                SampleCast.request("lineage")
            )
        }
        _ = try await versions.seal(
            made.number,
            of: name,
            expecting: nil,
            by: actor,
            SampleCast.request("seal")
        )
    }
}
