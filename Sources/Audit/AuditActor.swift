/// Who did something, as known at that moment: names change later, the log does not.
package struct AuditActor: Hashable, Sendable {
    /// What kind of principal acts; the raw value is what is logged.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case person
        case service
        /// The platform itself, such as a scheduled job.
        case system
        case anonymous
    }

    package let principalID: String
    package let kind: Kind
    package let displayName: String?
    package let email: String?
    /// The id of the access token used, never the token.
    package let tokenID: String?
    /// How the principal proved who it is, such as `password`, `token`, `oidc`.
    package let authenticationMethod: String?

    package init(
        principalID: String,
        kind: Kind,
        displayName: String? = nil,
        email: String? = nil,
        tokenID: String? = nil,
        authenticationMethod: String? = nil
    ) {
        self.principalID = principalID
        self.kind = kind
        self.displayName = displayName
        self.email = email
        self.tokenID = tokenID
        self.authenticationMethod = authenticationMethod
    }
}
