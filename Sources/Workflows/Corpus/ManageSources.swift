package import Access
package import Corpus

/// Makes sources, links their people to principals, and lists both.
package struct ManageSources: Sendable {
    private let corpus: any CorpusStore
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(corpus: any CorpusStore, principals: any PrincipalStore, gate: Gate) {
        self.corpus = corpus
        self.principals = principals
        self.gate = gate
    }

    /// The name must begin with the kind, as in `slack:acme`.
    package func create(
        _ draft: SourceDraft,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Source> {
        let grant = try gate.grant(actor, .sourcesCreate, on: Resource(.source, name: draft.name), request)
        var check = InputCheck()
        if !SourceName.isValid(draft.name, kind: draft.kind) {
            check.fault(
                "name",
                "must be \"\(draft.kind.rawValue):\" and 1 to 100 of a-z, 0-9, '.', '_', '-', such as slack:acme"
            )
        }
        if let domain = draft.workspaceDomain, !SourceName.isDomainLabel(domain) {
            check.fault(
                "workspace_domain",
                "must be the first label of the workspace's address, such as acme"
            )
        }
        try check.finish()
        return try await corpus.createSource(draft, under: grant)
    }

    /// Nil removes the link.
    package func mapPerson(
        _ nativeID: String,
        ofSource name: String,
        to principal: PrincipalID?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<PersonMapping> {
        let grant = try gate.grant(
            actor,
            .identitiesMap,
            on: Resource(.source, name: "\(name)/\(nativeID)"),
            request
        )
        if let principal, try await principals.principal(principal) == nil {
            throw StoreFault.notFound(what: "Principal \(principal)")
        }
        return try await corpus.mapPerson(nativeID, ofSource: name, to: principal, under: grant)
    }

    /// By name; what is in a source is another question.
    package func list(page: PageRequest, by actor: Actor) async throws -> Page<Source> {
        try gate.check(actor, .sourcesRead, on: Resource(.source))
        return try await corpus.sources(page: page)
    }

    /// Throws `StoreFault.notFound` when there is none.
    package func get(_ name: String, by actor: Actor) async throws -> Source {
        try gate.check(actor, .sourcesRead, on: Resource(.source, name: name))
        guard let source = try await corpus.source(named: name) else {
            throw StoreFault.notFound(what: "Source \(name)")
        }
        return source
    }
}
