package import Access
package import Catalog
import Identifiers

/// Everything about a model as one archive: the way out, to another platform or to no platform.
package struct ExportModel: Sendable {
    private let store: any ArchiveStore
    private let catalog: any CatalogStore
    private let contents: any ArtifactContentStore
    private let evidence: GatherEvidence
    private let gate: Gate

    package init(
        store: any ArchiveStore,
        catalog: any CatalogStore,
        contents: any ArtifactContentStore,
        evidence: GatherEvidence,
        gate: Gate
    ) {
        self.store = store
        self.catalog = catalog
        self.contents = contents
        self.evidence = evidence
        self.gate = gate
    }

    /// The archive, ready to be written. Audit entries are in it for those who may read the log.
    package func callAsFunction(_ name: ResourceName, by actor: Actor) async throws -> ModelArchive {
        try gate.check(actor, .modelsExport, on: Resource(.model, name: name.text))
        try gate.check(actor, .filesRead, on: Resource(.modelVersion, name: name.text))
        try gate.check(actor, .runsRead, on: Resource(.run))
        for readers in try await catalog.fileReaders(ofVersion: nil, of: .name(name)) {
            let files = Resource(.modelVersion, name: name.text, allowedGroupIDs: readers)
            try gate.check(actor, .filesRead, on: files)
        }
        guard let model = try await store.archivedModel(name) else {
            throw StoreFault.notFound(what: "Model \(name)")
        }
        let mayReadLog = (try? gate.check(actor, .auditRead, on: Resource(.auditLog))) != nil
        return ModelArchive(
            model: model,
            store: store,
            contents: contents,
            evidence: mayReadLog ? evidence : nil
        )
    }
}

/// An archive about to be written.
package struct ModelArchive: Sendable {
    package let model: ArchivedModel
    let store: any ArchiveStore
    let contents: any ArtifactContentStore
    /// Nil: the asker may not read the audit log.
    let evidence: GatherEvidence?

    /// Writes all of it in constant memory: one document or one piece of a file is held at a time.
    package func write(to output: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
        var archive = ArchiveWriting(to: output)
        try await archive.add("README.txt", Array(Self.readme.utf8))
        try await archive.add("model.json", try await store.modelDocument(model.id))
        for version in model.versions {
            let document = try await store.versionDocument(version.id)
            try await archive.add("versions/\(version.number)/version.json", document)
        }
        try await writeRuns(into: &archive)
        try await writeFiles(into: &archive)
        if let evidence {
            try await evidence.write(about: model.name, into: &archive)
        } else {
            try await archive.add("audit/withheld.txt", Array(Self.withheld.utf8))
        }
        for member in model.originMembers {
            let content = StoredContent(digest: member.digest, sizeBytes: member.sizeBytes)
            let reader = try await contents.open(member.digest)
            try await archive.add("origin/\(member.path)", content, from: reader)
        }
        try await archive.finish(model.name)
    }

    private func writeRuns(into archive: inout ArchiveWriting) async throws {
        for run in model.runIDs {
            let folder = "runs/\(Hexadecimal.encode(run.bytes))"
            try await archive.add("\(folder)/run.json", try await store.runDocument(run))
            var piece = 0
            while let history = try await store.metricDocument(run, piece: piece) {
                try await archive.add("\(folder)/metrics/\(piece).json", history)
                piece += 1
            }
        }
    }

    private func writeFiles(into archive: inout ArchiveWriting) async throws {
        var last: Digest?
        while true {
            let page = try await store.archivedContents(of: model.id, after: last)
            for content in page {
                let reader = try await contents.open(content.digest)
                try await archive.add("files/sha256/\(content.digest.hex)", content, from: reader)
            }
            guard let digest = page.last?.digest else { return }
            last = digest
        }
    }

    private static let withheld =
        "The audit entries about this model are left out: who made this archive may not read the audit log.\n"

    private static let readme = """
        Everything that one Assay knows of one model.

        model.json               the model, its aliases and their history, its card, retirements and holds
        versions/N/version.json  a version: its files by path and SHA-256, lineage, datasets, card
        files/sha256/DIGEST      the files, each once, named by the SHA-256 of what they hold
        runs/ID/                 the runs that versions came from: parameters, metrics, tags
        audit/entries/N.json     the audit entries about the model, byte for byte
        audit/proofs/N.tlog-proof  a proof for each (C2SP tlog-proof@v1) that it is in the log of audit/keys.txt
        origin/                  what the model brought along when it was imported itself
        manifest.json            the SHA-256 of every other member

        """
}
