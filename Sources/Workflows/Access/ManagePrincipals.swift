package import Access

/// Adds, changes and lists people and services.
package struct ManagePrincipals: Sendable {
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(principals: any PrincipalStore, gate: Gate) {
        self.principals = principals
        self.gate = gate
    }

    /// Giving roles also needs `roles.assign`.
    package func create(
        _ draft: PrincipalDraft,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Principal> {
        var check = InputCheck()
        var draft = draft
        draft.displayName = check.text("display_name", draft.displayName, 1...200)
        switch (draft.kind, draft.email) {
        case (_, let email?): draft.email = check.email("email", email)
        case (.person, nil): check.fault("email", "is required for a person")
        case (.service, nil): break
        }
        try check.finish()
        let resource = Resource(.principal, name: draft.email ?? draft.displayName)
        let grant = try gate.grant(actor, .principalsManage, on: resource, request)
        if !draft.roles.isEmpty { try gate.check(actor, .rolesAssign, on: resource) }
        return try await principals.createPrincipal(draft, under: grant)
    }

    /// Giving roles also needs `roles.assign`. Nobody can disable themselves.
    package func update(
        _ id: PrincipalID,
        _ changes: PrincipalChanges,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Principal> {
        var check = InputCheck()
        var changes = changes
        if let name = changes.displayName { changes.displayName = check.text("display_name", name, 1...200) }
        try check.finish()
        let resource = Resource(.principal, name: "\(id)")
        let grant = try gate.grant(actor, .principalsManage, on: resource, request)
        if changes.roles != nil { try gate.check(actor, .rolesAssign, on: resource) }
        if id == actor.principalID, changes.isDisabled == true {
            throw StoreFault.conflict(detail: "You cannot disable yourself. Ask another administrator.")
        }
        return try await principals.updatePrincipal(id, changes, expecting: revision, under: grant)
    }

    /// In the order in which they were made.
    package func list(page: PageRequest, by actor: Actor) async throws -> Page<Principal> {
        try gate.check(actor, .principalsRead, on: Resource(.principal))
        return try await principals.principals(page: page)
    }

    /// Throws `StoreFault.notFound` when there is none.
    package func get(_ id: PrincipalID, by actor: Actor) async throws -> Principal {
        try gate.check(actor, .principalsRead, on: Resource(.principal, name: "\(id)"))
        guard let found = try await principals.principal(id) else {
            throw StoreFault.notFound(what: "Principal \(id)")
        }
        return found
    }
}
