package import Access
package import Identifiers

/// Marks ids of sources.
package enum SourceEntity {}
package typealias SourceID = Identifier<SourceEntity>

/// Where documents come from: one Slack workspace, one Jira site.
package struct Source: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case slack
        case jira
    }

    /// Who sees the containers that the vendor calls open.
    package enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
        /// Everybody who may ask questions, guests of the workspace excepted.
        case everyone
        /// Only people who are full members of the workspace.
        case members
    }

    package var id: SourceID
    /// `<kind>:<name>`, such as `slack:acme`.
    package var name: String
    package var kind: Kind
    package var audience: Audience
    /// `acme` of `acme.slack.com`; citations link to it when it is known.
    package var workspaceDomain: String?
    package var createdAt: Instant
    package var createdBy: PrincipalID

    package init(
        id: SourceID,
        name: String,
        kind: Kind,
        audience: Audience,
        workspaceDomain: String?,
        createdAt: Instant,
        createdBy: PrincipalID
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.audience = audience
        self.workspaceDomain = workspaceDomain
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

/// What is given to make a source.
package struct SourceDraft: Hashable, Sendable, Codable {
    package var name: String
    package var kind: Source.Kind
    package var audience: Source.Audience
    package var workspaceDomain: String?

    package init(name: String, kind: Source.Kind, audience: Source.Audience, workspaceDomain: String?) {
        self.name = name
        self.kind = kind
        self.audience = audience
        self.workspaceDomain = workspaceDomain
    }
}
