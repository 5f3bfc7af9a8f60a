package import Access

/// What is given to register a version from somewhere.
package struct RegisteredVersionDraft: Hashable, Sendable {
    /// As the client gave it.
    package var source: String
    /// What that means; never an alias, which stands for a version by now.
    package var resolved: VersionSource
    package var runID: String?
    package var loggedModelID: String?
    package var runLink: String?
    package var description: String
    package var tags: [RegistryTag]
    /// The model as it was read a moment ago: if it is still so, a version from elsewhere is made in one round trip.
    package var modelSeen: Model?

    package init(
        source: String,
        resolved: VersionSource,
        runID: String?,
        loggedModelID: String?,
        runLink: String?,
        description: String,
        tags: [RegistryTag],
        modelSeen: Model? = nil
    ) {
        self.source = source
        self.resolved = resolved
        self.runID = runID
        self.loggedModelID = loggedModelID
        self.runLink = runLink
        self.description = description
        self.tags = tags
        self.modelSeen = modelSeen
    }
}

/// A step that is asked for in a version's life.
package struct LifecycleMove: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        case lifecycle(Lifecycle)
        case stage(RegistryStage)
    }

    package var target: Target
    /// Sends the other versions that are in the target's stage to `deprecated`.
    package var archivesOthers: Bool
    /// Whether the promotion gate was asked: without it, a version that is promoted neither comes, goes nor is archived.
    package var isPromotion: Bool

    package init(_ target: Target, archivesOthers: Bool = false, isPromotion: Bool) {
        self.target = target
        self.archivesOthers = archivesOthers
        self.isPromotion = isPromotion
    }

    /// Where it leads from here.
    package func target(from lifecycle: Lifecycle) -> Lifecycle {
        switch target {
        case .lifecycle(let target): target
        case .stage(let stage): stage.target(from: lifecycle)
        }
    }
}

/// The team that a client's new model belongs to, and who of it can answer for the model.
package struct RegistryHome: Hashable, Sendable {
    package var teamID: GroupID
    package var teamName: String
    /// The person who belongs to the platform longest of the active ones of the team; nil when it has none.
    package var personID: PrincipalID?

    package init(teamID: GroupID, teamName: String, personID: PrincipalID?) {
        self.teamID = teamID
        self.teamName = teamName
        self.personID = personID
    }
}
