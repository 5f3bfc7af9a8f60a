import Access
import Catalog
import Identifiers

/// Holds an archive that came in against its manifest and against itself, before anything is made of it.
struct ArchiveCheck {
    private static let versionsMax = 10_000
    private static let fileFolder = "files/sha256/"

    let intake: ArchiveIntake
    let now: Instant

    /// The model as the archive describes it, for the importer's team. Throws at the first thing that does not fit.
    func read(
        as name: ResourceName?,
        owner: GroupID,
        accountable: PrincipalID
    ) throws(InvalidInput) -> ModelImport {
        let manifest = try self.manifest()
        let contents = try files()
        guard let model = json("model.json") else { throw fault("has no model.json that can be read") }
        let versions = try versions(contents)
        let draft = ModelDraft(
            name: name ?? manifest.model,
            ownerTeamID: owner,
            accountableID: accountable,
            purpose: model["purpose"]?.string ?? "",
            riskClass: model["risk_class"]?.string.flatMap(RiskClass.init) ?? .unclassified,
            description: model["description"]?.string ?? "",
            intendedUse: model["intended_use"]?.string ?? "",
            restrictions: model["restrictions"]?.string ?? ""
        )
        let manifestMember = intake.members.last
        return ModelImport(
            draft: draft,
            originName: manifest.model,
            manifestDigest: manifestMember?.digest ?? Digest(words: (0, 0, 0, 0)),
            versions: versions,
            card: try card(in: model),
            claims: intake.members.filter { !$0.path.hasPrefix(Self.fileFolder) }
        )
    }

    private func manifest() throws(InvalidInput) -> ArchiveManifest {
        guard intake.isWhole, intake.members.last?.path == ArchiveManifest.path,
            let bytes = intake.documents[ArchiveManifest.path]
        else { throw fault("ends before its manifest; send it whole") }
        guard let manifest = ArchiveManifest(parsing: bytes) else {
            throw fault(
                "has a manifest that cannot be read; it must be of the format \(ArchiveManifest.format)"
            )
        }
        let found = Array(intake.members.dropLast())
        guard manifest.members.count == found.count else {
            throw fault("has \(found.count) members where its manifest names \(manifest.members.count)")
        }
        for (named, member) in zip(manifest.members, found) where named != member {
            throw fault(
                "holds \(member.path) with the SHA-256 \(member.digest.hex), which its manifest does not name"
            )
        }
        return manifest
    }

    /// Sizes by digest.
    private func files() throws(InvalidInput) -> [Digest: Int64] {
        var sizes: [Digest: Int64] = [:]
        for member in intake.members where member.path.hasPrefix(Self.fileFolder) {
            guard member.path.dropFirst(Self.fileFolder.count) == member.digest.hex else {
                throw fault("holds \(member.path) with another content than its name says")
            }
            sizes[member.digest] = member.sizeBytes
        }
        return sizes
    }

    private func versions(_ contents: [Digest: Int64]) throws(InvalidInput) -> [ModelImport.Version] {
        let paths = intake.documents.keys.filter { $0.hasPrefix("versions/") }
        guard paths.count <= Self.versionsMax else { throw fault("has over \(Self.versionsMax) versions") }
        var versions: [ModelImport.Version] = []
        for path in paths {
            guard let json = json(path) else { throw fault("has a \(path) that cannot be read") }
            // What its origin let go or deleted stays a claim.
            guard json["deleted_at"]?.string == nil, json["purged_files"]?.array?.isEmpty != false else {
                continue
            }
            versions.append(try version(json, path, contents))
        }
        let numbers = versions.map(\.number)
        guard Set(numbers).count == numbers.count else { throw fault("has a version twice") }
        return versions.sorted { $0.number < $1.number }
    }

    private func version(
        _ json: JSONValue,
        _ path: String,
        _ contents: [Digest: Int64]
    ) throws(InvalidInput) -> ModelImport.Version {
        guard let number = json["number"]?.int, (1...Int(Int32.max)).contains(number),
            path == "versions/\(number)/version.json", let listed = json["files"]?.array
        else { throw fault("has a \(path) that cannot be read") }
        var files: [VersionFile] = []
        for file in listed {
            guard let filePath = file["path"]?.string.flatMap({ try? FilePath($0) }),
                let digest = file["sha256"]?.string.flatMap({ Digest(hex: $0) }), let size = contents[digest]
            else { throw fault("names a file in \(path) that it does not hold") }
            files.append(VersionFile(path: filePath, digest: digest, sizeBytes: size, createdAt: now))
        }
        guard Set(files.map(\.path)).count == files.count else {
            throw fault("names a file twice in \(path)")
        }
        let digest = json["manifest_digest"]?.string.flatMap { Digest(hex: $0) }
        if let digest, (try? Manifest(files: files).digest) != digest {
            throw fault("has files in \(path) that do not give its manifest digest")
        }
        return ModelImport.Version(
            number: number,
            description: json["description"]?.string ?? "",
            manifestDigest: digest,
            files: files,
            card: try card(in: json)
        )
    }

    /// The newest revision, when it is one that this schema knows.
    private func card(in json: JSONValue) throws(InvalidInput) -> CardDocument? {
        guard let document = json["cards"]?.array?.last?["document"] else { return nil }
        let reading = CardReading(document)
        guard reading.faults.isEmpty else {
            throw fault("has a model card that is not as the schema wants it: \(reading.faults[0].field)")
        }
        return reading.document
    }

    private func json(_ path: String) -> JSONValue? {
        intake.documents[path].flatMap { try? JSONValue(parsing: $0) }
    }

    private func fault(_ detail: String) -> InvalidInput { InvalidInput("archive", detail) }
}
