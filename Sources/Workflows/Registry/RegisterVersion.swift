package import Access
package import Catalog

/// Registers a version from a run, a logged model, another version or a place elsewhere.
package struct RegisterVersion: Sendable {
    private let catalog: any CatalogStore
    private let registry: any RegistryStore
    private let gate: Gate

    package init(catalog: any CatalogStore, registry: any RegistryStore, gate: Gate) {
        self.catalog = catalog
        self.registry = registry
        self.gate = gate
    }

    /// What a client says of a new version. Empty texts count as nothing said.
    package struct Request: Sendable {
        package var source: String
        package var runID: String?
        package var loggedModelID: String?
        package var runLink: String?
        package var description: String
        package var tags: [RegistryTag]

        package init(
            source: String,
            runID: String?,
            loggedModelID: String?,
            runLink: String?,
            description: String,
            tags: [RegistryTag]
        ) {
            self.source = source
            self.runID = runID
            self.loggedModelID = loggedModelID
            self.runLink = runLink
            self.description = description
            self.tags = tags
        }
    }

    package func callAsFunction(
        of name: ResourceName,
        _ asked: Request,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<RegisteredVersion> {
        let model = try await catalog.model(named: name)
        let grant = try gate.grant(
            actor,
            .versionsCreate,
            on: Resource(.modelVersion, named: name, of: model),
            request
        )
        guard model != nil else { throw StoreFault.notFound(what: "Model \(name)") }
        var draft = try await draft(asked)
        draft.modelSeen = model
        return try await registry.registerVersion(of: name, draft, under: grant)
    }

    private func draft(_ asked: Request) async throws -> RegisteredVersionDraft {
        let tags = RegistryTag.merged(asked.tags)
        var check = InputCheck()
        let description = check.text("description", asked.description, 0...20_000)
        if tags.count > RegistryTag.countMax {
            check.fault("tags", "must be at most \(RegistryTag.countMax)")
        }
        for (field, text, limit) in [
            ("run_id", asked.runID, 64), ("model_id", asked.loggedModelID, 64),
            ("run_link", asked.runLink, 2000),
        ] where (text?.unicodeScalars.count ?? 0) > limit {
            check.fault(field, "must have at most \(limit) characters")
        }
        try check.finish()
        var draft = RegisteredVersionDraft(
            source: asked.source,
            resolved: .elsewhere,
            runID: asked.runID?.filled,
            loggedModelID: asked.loggedModelID?.filled,
            runLink: asked.runLink?.filled,
            description: description,
            tags: tags
        )
        if tags.contains(where: \.marksPrompt) {
            guard VersionSource.isPromptPlaceholder(asked.source) else {
                throw InvalidInput("source", "must be dummy-source or prompt-template: a prompt has no files")
            }
            return draft
        }
        draft.resolved = try await resolve(draft)
        if case .version(let number, let origin) = draft.resolved {
            draft.source = "models:/\(origin)/\(number)"
        }
        return draft
    }

    /// An alias becomes the version that it stands for now.
    private func resolve(_ draft: RegisteredVersionDraft) async throws -> VersionSource {
        let source: VersionSource
        do {
            source = try VersionSource(draft.source, runID: draft.runID, loggedModelID: draft.loggedModelID)
        } catch {
            throw InvalidInput("source", error.detail)
        }
        switch source {
        case .alias(let alias, let name):
            guard let found = try await registry.registeredVersion(aliased: alias, of: name) else {
                throw StoreFault.notFound(what: "Alias \"\(alias)\" of model \"\(name)\"")
            }
            try Self.check(found, draft)
            return .version(found.version.number, of: name)
        case .version(let number, let name):
            guard let found = try await registry.registeredVersion(number, of: name) else {
                throw StoreFault.notFound(what: "Version \(number) of model \"\(name)\"")
            }
            try Self.check(found, draft)
            return source
        case .artifacts, .elsewhere: return source
        }
    }

    /// A copy comes from the run and the logged model that its original came from.
    private static func check(_ original: RegisteredVersion, _ draft: RegisteredVersionDraft) throws {
        if original.tags.contains(where: \.marksPrompt) {
            throw InvalidInput("source", "must not be a version of a prompt")
        }
        let origin = original.version.origin
        if let runID = draft.runID, runID != origin?.runID {
            throw InvalidInput("run_id", "must be that of the version which is copied, or left out")
        }
        if let modelID = draft.loggedModelID, modelID != origin?.loggedModelID {
            throw InvalidInput("model_id", "must be that of the version which is copied, or left out")
        }
    }
}

extension String {
    fileprivate var filled: String? { isEmpty ? nil : self }
}
