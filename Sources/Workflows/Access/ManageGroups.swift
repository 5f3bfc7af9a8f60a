package import Access

/// Adds, changes and lists teams.
package struct ManageGroups: Sendable {
    private let principals: any PrincipalStore
    private let gate: Gate

    package init(principals: any PrincipalStore, gate: Gate) {
        self.principals = principals
        self.gate = gate
    }

    /// Giving roles also needs `roles.assign`.
    package func create(
        _ draft: GroupDraft,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Group> {
        var check = InputCheck()
        var draft = draft
        draft.name = check.text("name", draft.name, 1...100)
        if draft.memberIDs.count > Self.membersMax {
            check.fault("members", "must have at most \(Self.membersMax)")
        }
        try check.finish()
        let resource = Resource(.group, name: draft.name)
        let grant = try gate.grant(actor, .groupsManage, on: resource, request)
        if !draft.roles.isEmpty {
            try gate.check(actor, .rolesAssign, on: Resource(.principal, name: draft.name))
        }
        return try await principals.createGroup(draft, under: grant)
    }

    /// Giving roles also needs `roles.assign`; `revision` nil changes whatever is there.
    package func update(
        _ id: GroupID,
        _ changes: GroupChanges,
        expecting revision: Int64?,
        by actor: Actor,
        _ request: RequestContext
    ) async throws -> Recorded<Group> {
        if let members = changes.memberIDs, members.count > Self.membersMax {
            throw InvalidInput("members", "must have at most \(Self.membersMax)")
        }
        let grant = try gate.grant(actor, .groupsManage, on: Resource(.group, name: "\(id)"), request)
        if changes.roles != nil {
            try gate.check(actor, .rolesAssign, on: Resource(.principal, name: "\(id)"))
        }
        return try await principals.updateGroup(id, changes, expecting: revision, under: grant)
    }

    /// By name.
    package func list(page: PageRequest, by actor: Actor) async throws -> Page<Group> {
        try gate.check(actor, .groupsRead, on: Resource(.group))
        return try await principals.groups(page: page)
    }

    /// Throws `StoreFault.notFound` when there is none.
    package func get(_ id: GroupID, by actor: Actor) async throws -> Group {
        try gate.check(actor, .groupsRead, on: Resource(.group, name: "\(id)"))
        guard let found = try await principals.group(id) else {
            throw StoreFault.notFound(what: "Group \(id)")
        }
        return found
    }

    private static let membersMax = 10_000
}
