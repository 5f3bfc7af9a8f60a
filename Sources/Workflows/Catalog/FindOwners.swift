package import Access

/// Finds the team and the person that a catalog entry names.
package struct FindOwners: Sendable {
    private let principals: any PrincipalStore

    package init(principals: any PrincipalStore) {
        self.principals = principals
    }

    package func team(named name: String) async throws -> Group? {
        try await principals.group(named: name)
    }

    /// An active person; services and disabled people answer for nothing.
    package func person(email: String) async throws -> Principal? {
        guard let found = try await principals.principal(email: email.lowercased()) else { return nil }
        return found.kind == .person && !found.isDisabled ? found : nil
    }
}
