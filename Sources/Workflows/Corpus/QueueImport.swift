package import Access
package import Catalog
package import Corpus
package import Identifiers

/// Takes an uploaded export and queues it for reading.
package struct QueueImport: Sendable {
    private let corpus: any CorpusStore
    private let contents: any ArtifactContentStore
    private let gate: Gate

    package init(corpus: any CorpusStore, contents: any ArtifactContentStore, gate: Gate) {
        self.corpus = corpus
        self.contents = contents
        self.gate = gate
    }

    /// The archive is stored whole, by digest, before anything is read out of it.
    package func callAsFunction<Body: AsyncSequence & Sendable>(
        into sourceName: String,
        fileName: String,
        options: ImportOptions,
        body: Body,
        announcedDigest: Digest? = nil,
        announcedBytes: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<ImportJob> where Body.Element == [UInt8] {
        let grant = try gate.grant(actor, .sourcesImport, on: Resource(.source, name: sourceName), request)
        var check = InputCheck()
        let fileName = check.text("file_name", fileName, 1...255)
        try check.finish()
        guard try await corpus.source(named: sourceName) != nil else {
            throw StoreFault.notFound(what: "Source \(sourceName)")
        }
        return try await StreamContent(contents: contents)(
            body,
            announcedDigest: announcedDigest,
            announcedBytes: announcedBytes
        ) { stored in
            let draft = ImportDraft(
                sourceName: sourceName,
                contentDigest: stored.digest,
                contentSizeBytes: stored.sizeBytes,
                fileName: fileName,
                options: options
            )
            return try await corpus.createImport(draft, under: grant)
        }
    }

    /// The import with its progress and, as it grows, its report.
    package func get(_ id: ImportID, by actor: Actor) async throws -> ImportJob {
        try gate.check(actor, .sourcesRead, on: Resource(.source))
        guard let job = try await corpus.importJob(id) else {
            throw StoreFault.notFound(what: "Import \(id)")
        }
        return job
    }

    /// Newest first.
    package func list(ofSource name: String, page: PageRequest, by actor: Actor) async throws -> Page<
        ImportJob
    > {
        try gate.check(actor, .sourcesRead, on: Resource(.source, name: name))
        return try await corpus.imports(ofSource: name, page: page)
    }
}
